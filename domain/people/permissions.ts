// The rules of people, organisations and the instance. domain/permissions.ts joins them with those of the others.

import type { Relation, Row, Rule } from '../permission-rule.ts';
import type { Viewer } from './viewer.ts';

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

export const PEOPLE_RULES = {
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

/** How the viewer stands to a person who belongs to `organisationIds`. */
export function relationTo(viewer: Viewer, personId: string | null, organisationIds: readonly string[]): Relation {
  if (viewer.kind !== 'person') return 'other';
  if (viewer.id === personId) return 'self';
  return viewer.organisationIds.some((id) => organisationIds.includes(id)) ? 'colleague' : 'other';
}
