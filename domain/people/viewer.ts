// Who is asking. Every query and command receives a viewer; nothing else says what it may do.

export const INSTANCE_ROLES = ['administrator', 'official', 'partner'] as const;
export type InstanceRole = (typeof INSTANCE_ROLES)[number];

/**
 * `anonymous`: nobody signed in. `person`: a signed-in user that is neither suspended nor erased.
 * `operator`: the operator's command line on the machine itself. `system`: a job of the server.
 */
export type Viewer =
  | { kind: 'anonymous' }
  | { kind: 'person'; id: string; role: InstanceRole; organisationIds: readonly string[] }
  | { kind: 'operator' }
  | { kind: 'system' };

export const ANONYMOUS: Viewer = { kind: 'anonymous' };
export const OPERATOR: Viewer = { kind: 'operator' };
export const SYSTEM: Viewer = { kind: 'system' };

/** The person behind the viewer, null for everybody without an account. */
export function viewerId(viewer: Viewer): string | null {
  return viewer.kind === 'person' ? viewer.id : null;
}
