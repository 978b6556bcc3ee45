// Rendered public pages, compressed, kept in memory until something that they show has changed.

import type { Context } from '../context.ts';
import { PUBLIC_CHANGED } from '../people/organisations.ts';
import { processMemory } from '../process-memory.ts';
import type { Runtime } from '../runtime.ts';
import type { Settings } from '../settings/defaults.ts';
import { readSettings } from '../settings/queries.ts';
import { assetPaths } from './assets.ts';
import { deliver, type Encoded, encode } from './deliver.ts';
import { PUBLIC_CACHING, type PublicPage, renderPage } from './page.ts';

/** A notification can be lost while the connection to PostgreSQL is cut: nothing older than this is shown. */
const MAX_AGE_MS = 60_000;

type Entry = { stamp: string; at: number; encoded: Encoded };
type Memory = { isWatched: boolean; drops: number; entries: Map<string, Entry> };

const memoryOf = (app: Runtime) =>
  processMemory<Memory>(app, 'public-pages', () => ({ isWatched: false, drops: 0, entries: new Map() }));

/**
 * The page that `build` makes, from memory while nothing has changed. `ctx.viewer` is nobody; `key` is the page's
 * address after the language, and there are only so many of them.
 */
export async function cachedPage(
  ctx: Context,
  request: Request,
  key: string,
  build: (settings: Settings) => Promise<PublicPage>,
): Promise<Response> {
  const settings = await readSettings(ctx);
  const { style, script } = assetPaths();
  const memory = memoryOf(ctx.app);
  const stamp = [settings.revision, memory.drops, style, script].join(' ');
  const held = memory.entries.get(key);
  if (held?.stamp === stamp && ctx.now.getTime() - held.at < MAX_AGE_MS) return answer(request, held.encoded);
  const encoded = await encode(renderPage(ctx, await build(settings), settings), 'text/html; charset=utf-8');
  // Stored with the stamp from before it was built: a change in between makes the entry old at once.
  if (memory.isWatched) memory.entries.set(key, { stamp, at: ctx.now.getTime(), encoded });
  return answer(request, encoded);
}

/** Keeps public pages in memory from now on, until a change is announced. Resolves to the function that ends it. */
export async function watchPublicPages(app: Runtime): Promise<() => Promise<void>> {
  const memory = memoryOf(app);
  const stop = await app.database.listen(PUBLIC_CHANGED, () => {
    memory.drops += 1;
  });
  memory.isWatched = true;
  return async () => {
    memory.isWatched = false;
    memory.entries.clear();
    await stop();
  };
}

function answer(request: Request, encoded: Encoded): Response {
  return deliver(request, encoded, { 'cache-control': PUBLIC_CACHING });
}
