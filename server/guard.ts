// The first line of every query and command: may this viewer do this here?

import type { Facts } from '../domain/permission-rule.ts';
import { type Action, can } from '../domain/permissions.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Context } from './context.ts';

/** `signed-out` for nobody, `forbidden` for somebody who may not. */
export function authorise(ctx: Context, action: Action, facts: Facts = {}): Result<void> {
  if (can(ctx.viewer, action, facts)) return ok();
  return fail(ctx.viewer.kind === 'anonymous' ? 'signed-out' : 'forbidden');
}
