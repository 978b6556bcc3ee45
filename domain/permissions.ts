// The one permission table: for every action, who may do it and on what. `can` reads it; nothing else decides. The
// grids in tests/domain are written out by hand.

import { DOCUMENT_RULES } from './document/permissions.ts';
import { PEOPLE_RULES } from './people/permissions.ts';
import type { Viewer } from './people/viewer.ts';
import { allows, type Facts, type Row } from './permission-rule.ts';
import { exhaustive } from './result.ts';

const TABLE = { ...PEOPLE_RULES, ...DOCUMENT_RULES } satisfies Record<string, Row>;

export type Action = keyof typeof TABLE;
export const ACTIONS = Object.keys(TABLE) as Action[];

/** May `viewer` do `action` on a thing with these facts? The operator and the server's own jobs may do all. */
export function can(viewer: Viewer, action: Action, facts: Facts = {}): boolean {
  switch (viewer.kind) {
    case 'operator':
    case 'system':
      return true;
    case 'anonymous':
      return allows(TABLE[action].anonymous, { ...facts, relation: 'other' });
    case 'person':
      return allows(TABLE[action][viewer.role], facts);
    default:
      return exhaustive(viewer);
  }
}
