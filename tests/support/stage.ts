// An instance that all tests of a file share, with a person of each role in it.

import { afterAll, beforeAll } from 'vitest';
import type { Context } from '../../server/context.ts';
import { type Cast, castOf } from './cast.ts';
import { type TestInstance, testInstance } from './instance.ts';

/** `ctx` is the official's, who makes most documents. */
export type Stage = { app: TestInstance; cast: Cast; ctx: Context };

/** Opens it before the first test of the file, lets `prepare` take and fill it, and closes it after the last. */
export function onStage(prepare: (stage: Stage) => void | Promise<void>): void {
  let app: TestInstance | undefined;
  beforeAll(async () => {
    app = await testInstance();
    const cast = await castOf(app);
    await prepare({ app, cast, ctx: cast.official.ctx });
  });
  afterAll(() => app?.close());
}
