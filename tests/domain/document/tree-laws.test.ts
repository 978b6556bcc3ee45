// What holds after any sequence of changes of a tree, whoever made them.

import { expect, test } from 'vitest';
import { bodyJson, emptyBody, readBody } from '../../../domain/document/body.ts';
import { numberSections } from '../../../domain/document/numbers.ts';
import { applyPatches } from '../../../domain/document/patches.ts';
import {
  decideAdd,
  decideDelete,
  decideDemote,
  decideMove,
  decidePromote,
  decideRestore,
  decideState,
  type NewSection,
  siblingBefore,
  type TreeDecision,
} from '../../../domain/document/place.ts';
import { SECTION_KINDS } from '../../../domain/document/section.ts';
import { decideMerge, decideSplit, joinBodies, splitBody } from '../../../domain/document/split.ts';
import {
  buildTree,
  isLiving,
  levelOf,
  livingChildren,
  livingSections,
  type Tree,
  type TreeSection,
} from '../../../domain/document/tree.ts';
import type { SectionPatch } from '../../../domain/document/tree-change.ts';
import { decideUndo } from '../../../domain/document/undo.ts';
import type { Result } from '../../../domain/result.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { NOTHING_SINCE, shape } from '../../support/trees.ts';

type Model = { tree: Tree; bodies: Map<string, unknown> };
type Done = { before: Model; patches: SectionPatch[] };
const BLOCKS = 'abcdefghijklmnopqrstuvwxyz';

/** One operation at random by somebody who sees what `isSeen` says; null where there is nothing to do or it is refused. */
function operation(model: Model, random: () => number, newId: () => string): TreeDecision | null {
  const { tree } = model;
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const living = livingSections(tree).map(({ section }) => section.id);
  const trashed = [...tree.sections.values()].filter(({ isTrashed }) => isTrashed);
  const id = pick(living);
  const secret = pick(living);
  const isSeen = (other: string) => other !== secret;
  const parentId = random() < 0.3 ? null : (pick(living) ?? null);
  const children = livingChildren(tree, parentId);
  const beforeId = random() < 0.4 ? null : (pick(children)?.id ?? null);
  const made = { id: newId(), title: `t${newId()}`, kind: pick(SECTION_KINDS) };
  const choices: (() => Result<TreeDecision> | null)[] = [
    () => decideAdd(tree, made, { parentId, beforeId }),
    () => decideAdd(tree, made, { parentId, beforeId }),
    () => decideMove(tree, id, { parentId, beforeId }),
    () => decideMove(tree, id, { parentId, beforeId }),
    () => decidePromote(tree, id),
    () => decideDemote(tree, id, isSeen),
    () => decideState(tree, id, random() < 0.5 ? { title: made.title } : { kind: made.kind }),
    () => decideDelete(tree, id),
    () => (trashed.length > 0 ? decideRestore(tree, pick(trashed).id) : null),
    () => split(model, id, made, newId, random),
    () => merge(model, id, newId, isSeen),
  ];
  const decision = living.length === 0 ? decideAdd(tree, made, { parentId: null, beforeId: null }) : pick(choices)();
  return decision?.ok && decision.value.patches.length > 0 ? decision.value : null;
}

const bodyOf = (model: Model, id: string) => {
  const body = readBody(model.bodies.get(id));
  if (!body.ok) throw new Error(JSON.stringify(body.error));
  return body.value;
};

function split(model: Model, id: string, made: NewSection, newId: () => string, random: () => number) {
  const now = bodyOf(model, id);
  const blockId = now.child(Math.floor(random() * now.childCount)).attrs.id;
  const parts = splitBody(now, blockId, made.title, newId);
  return parts.ok ? decideSplit(model.tree, id, made, { now, ...parts.value, nothing: emptyBody(newId) }) : null;
}

function merge(model: Model, id: string, newId: () => string, isSeen: (id: string) => boolean) {
  const into = siblingBefore(model.tree, id, isSeen);
  if (!into.ok) return null;
  const [first, second] = [bodyOf(model, into.value.id), bodyOf(model, id)];
  const joined = joinBodies(first, second, newId);
  return joined.ok
    ? decideMerge(model.tree, id, into.value.id, { first, second, joined: joined.value, nothing: emptyBody(newId) })
    : null;
}

function perform(model: Model, { patches, added }: TreeDecision, text: (id: string) => unknown): Model {
  const bodies = new Map(model.bodies);
  for (const section of added) bodies.set(section.id, text(section.id));
  for (const { sectionId, after } of patches) if ('body' in after) bodies.set(sectionId, after.body);
  return { tree: applyPatches(model.tree, patches, added), bodies };
}

/** Every block of every text, deleted sections' too: none may get lost or doubled. */
function blocks({ bodies }: Model): string[] {
  const ids: string[] = [];
  for (const json of bodies.values()) {
    for (const block of (json as { content: { attrs: { id: string }; content?: unknown }[] }).content) {
      if (block.content) ids.push(block.attrs.id);
    }
  }
  return ids.sort();
}

/** The definition of TR6, written as it is said. */
function naiveNumbers(tree: Tree, ids: readonly string[]): Record<string, string> {
  const inText = ids.filter((id) => isLiving(tree, id));
  const of = (id: string): string => {
    const { kind, parentId } = tree.sections.get(id) as TreeSection;
    if (kind === 'annex')
      return `Lisa ${inText.filter((other) => tree.sections.get(other)?.kind === 'annex').indexOf(id) + 1}`;
    if (kind === 'unnumbered') return '';
    const above = parentId === null ? null : of(parentId);
    if (above === '') return '';
    const beside = livingChildren(tree, parentId).filter((other) => other.kind === 'numbered');
    const own = String(beside.findIndex((other) => other.id === id) + 1);
    return above === null ? own : `${above}.${own}`;
  };
  return Object.fromEntries(inText.map((id) => [id, of(id)]));
}

function naiveOrder(tree: Tree, parentId: string | null = null): string[] {
  return livingChildren(tree, parentId).flatMap(({ id }) => [id, ...naiveOrder(tree, id)]);
}

function checkLaws(model: Model, everMade: ReadonlySet<string>): void {
  const { tree } = model;
  expect(new Set(tree.sections.keys())).toEqual(everMade);
  for (const siblings of tree.children.values()) {
    const keys = siblings.map(({ orderKey }) => orderKey);
    expect(keys.every((key, i) => i === 0 || (keys[i - 1] as string) < key)).toBe(true);
  }
  for (const { section, level } of livingSections(tree)) {
    expect(level).toBeLessThanOrEqual(8);
    expect(levelOf(tree, section.id)).toBe(level);
    expect(buildTree(tree.sections.values()).sections.get(section.id)).toEqual(section);
  }
  const order = naiveOrder(tree);
  expect(livingSections(tree).map(({ section }) => section.id)).toEqual(order);
  expect(Object.fromEntries(numberSections(tree, 'et'))).toEqual(naiveNumbers(tree, order));
}

const undoOf = ({ patches }: Done, now: Model) =>
  decideUndo(now.tree, patches, { ...NOTHING_SINCE, bodies: now.bodies });

const seed = printedSeed('random changes of a tree');
const random = randomFrom(seed);
let count = 0;
const newId = () => `${BLOCKS[Math.floor(random() * 26)]}${(count++).toString(36)}`;
const text = () => {
  const content = Array.from({ length: 1 + Math.floor(random() * 4) }, () => ({
    type: 'paragraph',
    attrs: { id: newId() },
    content: [{ type: 'text', text: `sõna ${newId()}` }],
  }));
  return { type: 'doc', content };
};

test('a tree stays a tree, keys ascend, no section and no word is lost, numbers are as defined, every undo is exact', () => {
  let undone = 0;
  let refused = 0;
  for (let sequence = 0; sequence < 60; sequence += 1) {
    let model: Model = { tree: buildTree([]), bodies: new Map() };
    const everMade = new Set<string>();
    const history: Done[] = [];
    const words = new Set<string>();
    for (let step = 0; step < 60; step += 1) {
      const decision = operation(model, random, newId);
      if (!decision) continue;
      const before = model;
      const isSplit = decision.patches.some(({ after }) => 'body' in after);
      model = perform(model, decision, () => (isSplit ? bodyJson(emptyBody(newId)) : text()));
      for (const { id } of decision.added) everMade.add(id);
      if (!isSplit) for (const id of blocks(model)) words.add(id);
      expect(blocks(model)).toEqual([...words].sort());
      checkLaws(model, everMade);
      const done = { before, patches: decision.patches };
      exactUndo(done, model);
      history.push(done);
    }
    // later and in any order: undone as a whole, or refused and nothing changed
    for (const done of history.sort(() => random() - 0.5)) {
      const undo = undoOf(done, model);
      if (!undo.ok) {
        refused += 1;
        expect(['changed-since', 'too-deep', 'too-many-sections']).toContain(undo.error.code);
        continue;
      }
      undone += 1;
      model = perform(model, undo.value, text);
      checkLaws(model, everMade);
    }
    expect(blocks(model)).toEqual([...words].sort());
  }
  process.stderr.write(`undone ${undone}, refused ${refused}\n`);
  expect(undone).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});

/** TR4: undo gives back exactly what was, redo exactly what was made. A new section is trashed, not unmade. */
function exactUndo({ before, patches }: Done, after: Model): void {
  const undo = undoOf({ before, patches }, after);
  if (!undo.ok) throw new Error(`${undo.error.code}: ${JSON.stringify(patches)}`);
  const back = perform(after, undo.value, text);
  expect(shape(back.tree)).toEqual(shape(before.tree));
  for (const [id, section] of before.tree.sections) {
    expect(back.tree.sections.get(id)).toEqual(section);
    expect(back.bodies.get(id)).toEqual(before.bodies.get(id));
  }
  const redo = undoOf({ before: after, patches: undo.value.patches }, back);
  if (!redo.ok) throw new Error(redo.error.code);
  expect(perform(back, redo.value, text)).toEqual(after);
}
