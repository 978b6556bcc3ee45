// One person of each role in an instance, and the contexts in which they act.

import { ANONYMOUS, INSTANCE_ROLES, type InstanceRole, OPERATOR, type Viewer } from '../../domain/people/viewer.ts';
import { type Context, createContext } from '../../server/context.ts';
import type { Runtime } from '../../server/runtime.ts';
import { addUser } from './people.ts';

export type Cast = Record<InstanceRole, { id: string; ctx: Context }> & { anonymous: Context; operator: Context };

/** Their addresses are `<role>@asutus.ee`. */
export async function castOf(app: Runtime): Promise<Cast> {
  const cast = { anonymous: as(app, ANONYMOUS), operator: as(app, OPERATOR) } as Cast;
  for (const role of INSTANCE_ROLES) {
    const { id } = await addUser(app, `${role}@asutus.ee`, { role, name: role });
    cast[role] = { id, ctx: as(app, { kind: 'person', id, role, organisationIds: [] }) };
  }
  return cast;
}

export function as(app: Runtime, viewer: Viewer): Context {
  return createContext(app, viewer, 'browser');
}
