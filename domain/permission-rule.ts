// What a permission rule is made of. The rules themselves stand with each capability; domain/permissions.ts joins them.

import type { DocumentRight } from './document/rights.ts';
import type { InstanceRole } from './people/viewer.ts';

/**
 * How the viewer stands to the thing: `self` (the thing is, or belongs to, the viewer), `colleague`
 * (shares an organisation with the viewer), `other`.
 */
export const RELATIONS = ['self', 'colleague', 'other'] as const;
export type Relation = (typeof RELATIONS)[number];

/**
 * What is known of the thing. `relation` defaults to `other`. `role` is the role that is given
 * (invitation, change of role) or that the person concerned holds. `right` is the viewer's right on the document or
 * section as locks and adoption leave it, `granted` without those; both default to `none`.
 */
export type Facts = {
  relation?: Relation;
  role?: InstanceRole;
  right?: DocumentRight;
  granted?: DocumentRight;
};

type Known = Facts & Required<Pick<Facts, 'relation' | 'right' | 'granted'>>;
export type Rule = boolean | ((facts: Known) => boolean);
export type Row = Record<InstanceRole | 'anonymous', Rule>;

/** What a rule says of these facts. */
export function allows(rule: Rule, facts: Facts): boolean {
  return typeof rule === 'boolean' ? rule : rule({ relation: 'other', right: 'none', granted: 'none', ...facts });
}
