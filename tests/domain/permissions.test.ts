// The grids role × action × relation and right × action, written out by hand: a change of the table that nobody meant
// shows here.

import { expect, test } from 'vitest';
import { DOCUMENT_RIGHTS, type DocumentRight } from '../../domain/document/rights.ts';
import { relationTo } from '../../domain/people/permissions.ts';
import {
  ANONYMOUS,
  INSTANCE_ROLES,
  type InstanceRole,
  OPERATOR,
  SYSTEM,
  type Viewer,
} from '../../domain/people/viewer.ts';
import { type Facts, RELATIONS } from '../../domain/permission-rule.ts';
import { ACTIONS, type Action, can } from '../../domain/permissions.ts';

/**
 * One row an action; columns: anonymous, then partner, official, administrator, each on `self`, `colleague`,
 * `other`. x: may; .: may not.
 */
const GRID: Record<Exclude<Action, 'person.invite' | 'invitation.revoke' | DocumentAction>, string> = {
  'site.read': 'x xxx xxx xxx',
  'workspace.enter': '. xxx xxx xxx',
  'organisation.read': '. xxx xxx xxx',
  'organisation.read-contact': '. xx. xxx xxx',
  'organisation.create': '. ... xxx xxx',
  'organisation.edit': '. ... xxx xxx',
  'organisation.archive': '. ... ... xxx',
  'membership.change': '. ... ... xxx',
  'person.read-email': '. xx. xxx xxx',
  'person.edit-profile': '. x.. x.. x..',
  'person.change-role': '. ... ... .xx',
  'person.suspend': '. ... ... .xx',
  'person.list': '. ... ... xxx',
  'person.add': '. ... ... xxx',
  'person.export': '. x.. x.. xxx',
  'person.erase': '. x.. x.. xxx',
  'session.list': '. x.. x.. x..',
  'session.revoke': '. x.. x.. x..',
  'outbox.read': '. ... ... xxx',
  'outbox.retry': '. ... ... xxx',
  'audit.read': '. ... ... xxx',
  'settings.read': '. ... ... xxx',
  'settings.edit': '. ... ... xxx',
  'instance.back-up': '. ... ... ...',
  'instance.restore': '. ... ... ...',
  'instance.diagnose': '. ... ... ...',
  'document.choose-owner': '. xx. xx. xxx',
};

type DocumentAction = Exclude<Extract<Action, `${'document' | 'section' | 'file'}.${string}`>, 'document.choose-owner'>;

/**
 * One row an action; columns: anonymous, then partner, official, administrator. Each on a thing where they have, in
 * this order: none, read, comment, suggest, edit, manage; then edit and manage that a lock or an adoption caps at
 * comment; then read on what they have locked themselves.
 */
const DOCUMENT_GRID: Record<DocumentAction, string> = {
  'document.create': '. ......... xxxxxxxxx xxxxxxxxx',
  'document.list': '. xxxxxxxxx xxxxxxxxx xxxxxxxxx',
  'document.read': '. .xxxxxxxx .xxxxxxxx xxxxxxxxx',
  'document.edit': '. ....xx... ....xx... ....xx...',
  'document.manage': '. .....x.x. .....x.x. xxxxxxxxx',
  'section.read': '. .xxxxxxxx .xxxxxxxx xxxxxxxxx',
  'section.edit': '. ....xx... ....xx... ....xx...',
  'section.unlock': '. .....x.xx .....x.xx xxxxxxxxx',
  'section.manage': '. .....x.x. .....x.x. xxxxxxxxx',
  'file.read': '. .xxxxxxxx .xxxxxxxx xxxxxxxxx',
  'file.change': '. ....xx... ....xx... ....xx...',
};

/** The facts of the columns above. */
const STANDINGS: Facts[] = [
  ...DOCUMENT_RIGHTS.map((right: DocumentRight) => ({ right, granted: right })),
  { right: 'comment', granted: 'edit' },
  { right: 'comment', granted: 'manage' },
  { right: 'read', granted: 'read', relation: 'self' },
];

/** Who may invite, or take back an invitation, for which role. */
const INVITES: Record<InstanceRole, InstanceRole[]> = {
  partner: [],
  official: ['partner'],
  administrator: ['administrator', 'official', 'partner'],
};

const person = (role: InstanceRole): Viewer => ({ kind: 'person', id: 'p', role, organisationIds: ['o'] });
const mark = (allowed: boolean) => (allowed ? 'x' : '.');

test.each(Object.entries(GRID))('%s is allowed exactly where the grid says', (name, row) => {
  const action = name as Action;
  const columns = (role: InstanceRole) =>
    RELATIONS.map((relation) => mark(can(person(role), action, { relation }))).join('');
  const actual = [mark(can(ANONYMOUS, action)), ...(['partner', 'official', 'administrator'] as const).map(columns)];
  expect(actual.join(' ')).toBe(row);
});

test.each(Object.entries(DOCUMENT_GRID))('%s is allowed exactly where the rights say', (name, row) => {
  const action = name as DocumentAction;
  const columns = (viewer: Viewer) => STANDINGS.map((facts) => mark(can(viewer, action, facts))).join('');
  const people = (['partner', 'official', 'administrator'] as const).map((role) => columns(person(role)));
  expect(new Set(columns(ANONYMOUS))).toEqual(new Set('.'));
  expect([mark(can(ANONYMOUS, action)), ...people].join(' ')).toBe(row);
});

test('the grids have a row for every action', () => {
  const rows = [...Object.keys(GRID), ...Object.keys(DOCUMENT_GRID), 'person.invite', 'invitation.revoke'];
  expect(rows.sort()).toEqual([...ACTIONS].sort());
});

test.each(['person.invite', 'invitation.revoke'] as const)('%s depends on the role that is given', (action) => {
  for (const inviter of INSTANCE_ROLES) {
    const given = INSTANCE_ROLES.filter((role) => can(person(inviter), action, { role }));
    expect(given, inviter).toEqual(INVITES[inviter]);
  }
  expect(can(ANONYMOUS, action, { role: 'partner' })).toBe(false);
  expect(can(person('official'), action)).toBe(false);
});

test('being oneself gives an anonymous visitor nothing', () => {
  const gained = ACTIONS.filter((action) => can(ANONYMOUS, action, { relation: 'self' }) !== can(ANONYMOUS, action));
  expect(gained).toEqual([]);
});

test('the operator and the server itself may do everything (PE3)', () => {
  expect(ACTIONS.filter((action) => !can(OPERATOR, action) || !can(SYSTEM, action))).toEqual([]);
});

test('a relation is self before colleague before other', () => {
  expect(relationTo(person('partner'), 'p', ['o'])).toBe('self');
  expect(relationTo(person('partner'), 'q', ['x', 'o'])).toBe('colleague');
  expect(relationTo(person('partner'), 'q', ['x'])).toBe('other');
  expect(relationTo(person('partner'), null, [])).toBe('other');
  expect(relationTo(ANONYMOUS, 'p', ['o'])).toBe('other');
});
