// The vocabulary of the audit log: `auditActions.*` and `auditSubjects.*` in messages/ say it to administrators.

export const AUDIT_ACTIONS = [
  'person.added',
  'person.invited',
  'person.joined',
  'person.profile-changed',
  'person.role-changed',
  'person.suspended',
  'person.unsuspended',
  'person.exported',
  'person.erased',
  'invitation.revoked',
  'session.started',
  'session.ended',
  'session.revoked',
  'sign-in.link-made',
  'identity.bound',
  'organisation.created',
  'organisation.changed',
  'organisation.archived',
  'organisation.unarchived',
  'membership.added',
  'membership.removed',
  'settings.changed',
  'mail.retried',
  'audit.exported',
  'instance.backed-up',
  'instance.restored',
  'instance.seeded',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const SUBJECT_KINDS = [
  'person',
  'organisation',
  'invitation',
  'session',
  'settings',
  'mail',
  'audit',
  'instance',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];
