// The one style sheet and the one script of public pages, under names that change with their content, so that
// browsers keep them for ever.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash, deliver, type Encoded, encode } from './deliver.ts';

const SOURCES = {
  css: ['tokens', 'fonts', 'base', 'controls', 'lists', 'feedback', 'public', 'public-pages'].map(
    (name) => `app/styles/${name}.css`,
  ),
  js: ['server/site/browser/site.js'],
};
type Kind = keyof typeof SOURCES;

const TYPES: Record<Kind, string> = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' };

type Asset = { stamp: string; path: string; encoded: Promise<Encoded> };
const built = new Map<Kind, Asset>();

/** Where the current style sheet and script are. */
export function assetPaths(): { style: string; script: string } {
  return { style: asset('css').path, script: asset('js').path };
}

/** The answer to `/assets/<file>`; null for a name that was never one of ours. */
export async function assetResponse(request: Request, file: string): Promise<Response | null> {
  const kind = /^site\.[\w-]{22}\.(css|js)$/.exec(file)?.[1] as Kind | undefined;
  if (kind === undefined) return null;
  const { path, encoded } = asset(kind);
  // A page from before a deployment asks for the old name: it gets the new file, but must not keep it as the old.
  const isCurrent = path === `/assets/${file}`;
  const caching = isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache';
  return deliver(request, await encoded, { 'cache-control': caching });
}

/** Built again when a source has changed, which happens in development only. */
function asset(kind: Kind): Asset {
  const stamp = SOURCES[kind].map(modified).join(' ');
  const before = built.get(kind);
  if (before?.stamp === stamp) return before;
  const text = SOURCES[kind].map(read).join('\n');
  const content = kind === 'css' ? minifyCss(text) : text;
  const path = `/assets/site.${contentHash(content)}.${kind}`;
  const fresh = { stamp, path, encoded: encode(content, TYPES[kind]) };
  built.set(kind, fresh);
  return fresh;
}

/** Leaves out comments and needless white space; strings stay as they are. */
function minifyCss(css: string): string {
  const pieces = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\/\*[\s\S]*?\*\/|[\s;]*(\})\s*|\s*([{;,])\s*|\s+/g;
  return css.replace(pieces, (_, string, end, mark) => string ?? end ?? mark ?? ' ').trim();
}

function modified(file: string): number {
  return statSync(onDisk(file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function read(file: string): string {
  return modified(file) === 0 ? '' : readFileSync(onDisk(file), 'utf8');
}

// From the working directory: Next bundles this file, and import.meta.url then points into the bundle. The comment
// keeps Next from taking the whole project for a dependency of this line.
function onDisk(file: string): string {
  return join(/* turbopackIgnore: true */ process.cwd(), file);
}
