// The one permission table: for every action, who may do it and on what. `can` reads it; nothing else
// decides. The grid role × action × relation in tests/domain/permissions.test.ts is written out by hand.

import { exhaustive } from '../result.ts';
import type { InstanceRole, Viewer } from './viewer.ts';

/**
 * How the viewer stands to the thing: `self` (the thing is, or belongs to, the viewer), `colleague`
 * (shares an organisation with the viewer), `other`.
 */
export const RELATIONS = ['self', 'colleague', 'other'] as const;
export type Relation = (typeof RELATIONS)[number];

/**
 * What is known of the thing. `relation` defaults to `other`. `role` is the role that is given
 * (invitation, change of role) or that the person concerned holds.
 */
export type Facts = { relation?: Relation; role?: InstanceRole };

type Rule = boolean | ((facts: Required<Pick<Facts, 'relation'>> & Facts) => boolean);
type Row = Record<InstanceRole | 'anonymous', Rule>;

const everybody: Row = { anonymous: true, partner: true, official: true, administrator: true };
const signedIn: Row = { anonymous: false, partner: true, official: true, administrator: true };
const administrators: Row = { anonymous: false, partner: false, official: false, administrator: true };
const isSelf: Rule = (f) => f.relation === 'self';
const onlySelf: Row = { anonymous: false, partner: isSelf, official: isSelf, administrator: isSelf };
const selfOrAdministrator: Row = { ...onlySelf, administrator: true };
const exceptSelf: Row = { ...administrators, administrator: (f) => f.relation !== 'self' };
/** Whoever has the machine: `can` lets the operator pass before it reads the table. */
const nobody: Row = { anonymous: false, partner: false, official: false, administrator: false };
const invitesPartners: Row = {
  anonymous: false,
  partner: false,
  official: (f) => f.role === 'partner',
  administrator: true,
};

const TABLE = {
  /** The public pages: front, privacy notice, accessibility statement. */
  'site.read': everybody,
  /** The workspace: its start page and the list of organisations with their people's names. */
  'workspace.enter': signedIn,
  'organisation.read': signedIn,
  /** Contact details that are not public. */
  'organisation.read-contact': {
    anonymous: false,
    partner: (f) => f.relation !== 'other',
    official: true,
    administrator: true,
  },
  'organisation.create': { anonymous: false, partner: false, official: true, administrator: true },
  'organisation.edit': { anonymous: false, partner: false, official: true, administrator: true },
  'organisation.archive': administrators,
  'membership.change': administrators,
  'person.read-email': {
    anonymous: false,
    partner: (f) => f.relation !== 'other',
    official: true,
    administrator: true,
  },
  'person.invite': invitesPartners,
  'invitation.revoke': invitesPartners,
  'person.edit-profile': onlySelf,
  'person.change-role': exceptSelf,
  'person.suspend': exceptSelf,
  'person.list': administrators,
  'person.add': administrators,
  'person.export': selfOrAdministrator,
  'person.erase': selfOrAdministrator,
  'session.list': onlySelf,
  'session.revoke': onlySelf,
  'outbox.read': administrators,
  'outbox.retry': administrators,
  'audit.read': administrators,
  'settings.read': administrators,
  'settings.edit': administrators,
  'instance.back-up': nobody,
  'instance.restore': nobody,
  'instance.diagnose': nobody,
} satisfies Record<string, Row>;

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
      return allows(TABLE[action][viewer.role], { relation: 'other', ...facts });
    default:
      return exhaustive(viewer);
  }
}

/** How the viewer stands to a person who belongs to `organisationIds`. */
export function relationTo(viewer: Viewer, personId: string | null, organisationIds: readonly string[]): Relation {
  if (viewer.kind !== 'person') return 'other';
  if (viewer.id === personId) return 'self';
  return viewer.organisationIds.some((id) => organisationIds.includes(id)) ? 'colleague' : 'other';
}

function allows(rule: Rule, facts: Required<Pick<Facts, 'relation'>> & Facts): boolean {
  return typeof rule === 'boolean' ? rule : rule(facts);
}
