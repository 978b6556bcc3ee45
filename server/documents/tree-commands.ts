// The commands of the tree that touch no text: add, rename, change kind, move, promote, demote, delete, restore. Each asks
// for the right that its asker can know of first, so that refusals are the same whether a thing is there or not (RI8).

import {
  decideAdd,
  decideDelete,
  decideDemote,
  decideMove,
  decidePromote,
  decideRestore,
  decideState,
  type TreeDecision,
} from '../../domain/document/place.ts';
import { includesRight } from '../../domain/document/rights.ts';
import type { SectionKind } from '../../domain/document/section.ts';
import type { Tree } from '../../domain/document/tree.ts';
import type { TreeChangeKind } from '../../domain/document/tree-change.ts';
import type {
  SectionAdded,
  SectionKindChanged,
  SectionMoved,
  SectionNamed,
  SectionRenamed,
} from '../../domain/document/tree-forms.ts';
import type { AuditAction } from '../../domain/people/audit.ts';
import { type Failure, fail, ok, type Result } from '../../domain/result.ts';
import type { AuditDetails } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { type Access, authoriseAt } from './access.ts';
import { type Changed, changeTree } from './tree-changes.ts';
import type { TreePlan } from './tree-write.ts';

/** What is saved now, for somebody who started from something older. */
export type SectionNow = { title: string; kind: SectionKind; revision: number };
export type SectionChanged = Result<Changed> | { ok: false; error: Failure & { current: SectionNow } };

export async function addSection(ctx: Context, form: SectionAdded): Promise<Result<Changed & { id: string }>> {
  const { documentId, parentId, beforeId, title, kind } = form;
  const id = ctx.newId();
  const changed = await changeTree(ctx, { documentId }, (_, access, tree) => {
    const allowed = authorisePlace(ctx, access, form);
    if (!allowed.ok) return allowed;
    const decision = decideAdd(tree, { id, title, kind }, { parentId, beforeId });
    return planned(decision, { sectionId: id, kind: 'add', action: 'section.added' });
  });
  return changed.ok ? ok({ ...changed.value, id }) : changed;
}

/** Fails `stale` with `current`; nothing is changed then. */
export async function renameSection(ctx: Context, { id, revision, title }: SectionRenamed): Promise<SectionChanged> {
  return changeState(ctx, { id, revision }, { title }, { sectionId: id, kind: 'rename', action: 'section.renamed' });
}

/** Fails `stale` with `current`; nothing is changed then. */
export async function changeSectionKind(
  ctx: Context,
  { id, revision, kind }: SectionKindChanged,
): Promise<SectionChanged> {
  const said = { sectionId: id, kind: 'change-kind', action: 'section.kind-changed', details: { kind } } as const;
  return changeState(ctx, { id, revision }, { kind }, said);
}

/** Fails `own-descendant`, `section-gone`, `too-deep`, and `moves-rights` for who may not change who reads it. */
export async function moveSection(ctx: Context, form: SectionMoved): Promise<Result<Changed>> {
  return changeSection(ctx, form.id, { kind: 'move', action: 'section.moved' }, (access, tree) => {
    const allowed = authorisePlace(ctx, access, form);
    return allowed.ok ? decideMove(tree, form.id, form) : allowed;
  });
}

/** To right after its parent. */
export async function promoteSection(ctx: Context, { id }: SectionNamed): Promise<Result<Changed>> {
  return changeSection(ctx, id, { kind: 'move', action: 'section.moved' }, (_, tree) => decidePromote(tree, id));
}

/** To last below the sibling before it, of those that the viewer sees. */
export async function demoteSection(ctx: Context, { id }: SectionNamed): Promise<Result<Changed>> {
  return changeSection(ctx, id, { kind: 'move', action: 'section.moved' }, (access, tree) =>
    decideDemote(tree, id, seenIn(access)),
  );
}

export async function deleteSection(ctx: Context, { id }: SectionNamed): Promise<Result<Changed>> {
  return changeSection(ctx, id, { kind: 'delete', action: 'section.deleted' }, (_, tree) => decideDelete(tree, id));
}

/** To where it was, or to the end of what is left of the way there. */
export async function restoreSection(ctx: Context, { id }: SectionNamed): Promise<Result<Changed>> {
  return changeSection(ctx, id, { kind: 'restore', action: 'section.restored' }, (_, tree) => decideRestore(tree, id));
}

type Said = { kind: TreeChangeKind; action: AuditAction; details?: AuditDetails };
type Decide = (access: Access, tree: Tree) => Result<TreeDecision>;

async function changeSection(ctx: Context, sectionId: string, said: Said, decide: Decide): Promise<Result<Changed>> {
  return changeTree(ctx, { sectionId }, (_, access, tree) => {
    const allowed = authoriseAt(ctx, access, 'section.edit', sectionId);
    return allowed.ok ? planned(decide(access, tree), { sectionId, ...said }) : allowed;
  });
}

async function changeState(
  ctx: Context,
  { id, revision }: { id: string; revision: number },
  after: Partial<Pick<SectionNow, 'title' | 'kind'>>,
  said: Said & { sectionId: string },
): Promise<SectionChanged> {
  const stale: { current?: SectionNow } = {};
  const changed = await changeSection(ctx, id, said, (access, tree) => {
    const decision = decideState(tree, id, after);
    const section = access.sections.get(id);
    if (!decision.ok || section?.revision === revision) return decision;
    // as it is where the right was asked: a moment later it may be closed to the asker
    if (section) stale.current = { title: section.title, kind: section.kind, revision: section.revision };
    return fail('stale');
  });
  const { current } = stale;
  return changed.ok || !current ? changed : { ok: false, error: { ...changed.error, current } };
}

function planned(decision: Result<TreeDecision>, said: Said & { sectionId: string }): Result<TreePlan> {
  return decision.ok ? ok({ ...decision.value, ...said }) : decision;
}

/** Those who put something below a section need `edit` there, and know only of siblings that they may read. */
function authorisePlace(
  ctx: Context,
  access: Access,
  { parentId, beforeId }: { parentId: string | null; beforeId: string | null },
): Result<void> {
  const allowed = authoriseAt(ctx, access, parentId === null ? 'document.edit' : 'section.edit', parentId);
  if (!allowed.ok || beforeId === null) return allowed;
  return authoriseAt(ctx, access, 'section.read', beforeId);
}

export function seenIn(access: Access): (sectionId: string) => boolean {
  return (id) => includesRight(access.at(id).right, 'read');
}
