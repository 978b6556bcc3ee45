// Splitting a section's text in two and joining two into one. Blocks keep their ids, and every word is afterwards in
// exactly one place: the text of a section that goes away is emptied, not doubled. Rules TR3 and BO3.

import type { Node } from '@tiptap/pm/model';
import { fail, ok, type Result } from '../result.ts';
import { normaliseText } from '../text.ts';
import { type Body, bodyJson, emptyBody, readBody } from './body.ts';
import { identify } from './identify.ts';
import { keysAfter, keysBefore } from './order-key.ts';
import { patchAdded, patchSection } from './patches.ts';
import { livingSection, type NewSection, roomFor, type TreeDecision } from './place.ts';
import { documentSchema } from './schema/schema.ts';
import { livingChildren, type Tree, type TreeSection } from './tree.ts';
import type { SectionPatch } from './tree-change.ts';

/**
 * The body before the top-level block `blockId` and the body from it on. A heading that says what the new section's
 * `title` says is left out, for its words are the title now. `nothing-to-split` when nothing would be before the block
 * (unless it is such a heading) or there is no such block.
 */
export function splitBody(
  body: Body,
  blockId: string,
  title: string,
  newId: () => string,
): Result<{ before: Body; from: Body }> {
  const at = body.children.findIndex((block) => block.attrs.id === blockId);
  const first = body.children[at];
  if (!first) return fail('nothing-to-split');
  const isTitle = saysTitle(first, title);
  if (at === 0 && !isTitle) return fail('nothing-to-split');
  const before = body.children.slice(0, at);
  const from = body.children.slice(isTitle ? at + 1 : at);
  return ok({ before: bodyOf(before, newId), from: bodyOf(from, newId) });
}

/** Only words: a heading that holds a footnote or a reference holds more than a title can. */
function saysTitle(block: Node, title: string): boolean {
  const isPlain = block.children.every((child) => child.isText);
  return block.type.name === 'heading' && isPlain && normaliseText(block.textContent) === title;
}

/** One text after the other; one without any text adds nothing. `body-invalid` when they are too much for one section. */
export function joinBodies(first: Body, second: Body, newId: () => string): Result<Body> {
  if (isEmptyBody(second)) return ok(first);
  if (isEmptyBody(first)) return ok(second);
  const joined = identify(bodyOf([...first.children, ...second.children], newId), newId);
  return readBody(bodyJson(joined));
}

/** One empty paragraph, as a section that nobody has written in has it. */
export function isEmptyBody(body: Body): boolean {
  return body.childCount === 1 && body.firstChild?.type.name === 'paragraph' && body.firstChild.childCount === 0;
}

function bodyOf(blocks: readonly Node[], newId: () => string): Body {
  return blocks.length === 0 ? emptyBody(newId) : documentSchema.node('doc', null, [...blocks]);
}

/**
 * The new section stands right after the split one and takes along all that follows the block in the order of the
 * text: so the sections below the split one too.
 */
export function decideSplit(
  tree: Tree,
  id: string,
  made: NewSection,
  text: { now: Body; before: Body; from: Body; nothing: Body },
): Result<TreeDecision> {
  const section = livingSection(tree, id);
  if (!section.ok) return section;
  const { parentId, orderKey } = section.value;
  const room = roomFor(tree, parentId, 1, 1);
  if (!room.ok) return room;
  const [key = ''] = keysAfter(tree.children.get(parentId) ?? [], orderKey, 1);
  const added: TreeSection = { ...made, parentId, orderKey: key, isTrashed: false };
  const { before, after } = patchAdded(added);
  const patches = [
    patchSection(section.value, { body: bodyJson(text.before) }, bodyJson(text.now)),
    {
      sectionId: made.id,
      before: { ...before, body: bodyJson(text.nothing) },
      after: { ...after, body: bodyJson(text.from) },
    },
    ...livingChildren(tree, id).map((child) => patchSection(child, { parentId: made.id })),
  ];
  return ok({ patches: patches.filter((patch) => patch !== null), added: [added] });
}

/** `id` goes away; its text and the sections below it go to the end of `into`. */
export function decideMerge(
  tree: Tree,
  id: string,
  into: string,
  text: { first: Body; second: Body; joined: Body; nothing: Body },
): Result<TreeDecision> {
  const [section, target] = [livingSection(tree, id), livingSection(tree, into)];
  if (!section.ok) return section;
  if (!target.ok) return target;
  const patches = [
    patchSection(target.value, { body: bodyJson(text.joined) }, bodyJson(text.first)),
    patchSection(section.value, { isTrashed: true, body: bodyJson(text.nothing) }, bodyJson(text.second)),
    ...carried(tree, id, into),
  ];
  return ok({ patches: patches.filter((patch) => patch !== null), added: [] });
}

/** The sections below `from`, last below `to` in the order that they have. */
function carried(tree: Tree, from: string, to: string): (SectionPatch | null)[] {
  const children = livingChildren(tree, from);
  const keys = keysBefore(tree.children.get(to) ?? [], null, children.length) ?? [];
  return children.map((child, i) => patchSection(child, { parentId: to, orderKey: keys[i] ?? child.orderKey }));
}
