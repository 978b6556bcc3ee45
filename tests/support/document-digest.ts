// What the documents of an instance say, as one figure each: equal figures are equal titles, trees and texts, whatever
// the tables that hold them have become since.

import { createHash } from 'node:crypto';
import type { Context } from '../../server/context.ts';
import { readBodyForEditing } from '../../server/documents/bodies.ts';
import { listDocuments } from '../../server/documents/list.ts';
import { readOutline } from '../../server/documents/outline.ts';
import { made } from './documents.ts';

/** SHA-256 of each document's sections (number, title, level, lock, text), by the document's title. */
export async function documentDigests(ctx: Context): Promise<Record<string, string>> {
  const { documents } = made(await listDocuments(ctx, { text: '', sort: 'title', page: 1 }, 'et'));
  const digests: Record<string, string> = {};
  for (const { id, title } of documents) digests[title] = await digestOfDocument(ctx, id);
  return digests;
}

async function digestOfDocument(ctx: Context, id: string): Promise<string> {
  const hash = createHash('sha256');
  for (const section of made(await readOutline(ctx, id, 'et')).sections) {
    const { content } = made(await readBodyForEditing(ctx, section.id));
    const { number, title, level, lock } = section;
    hash.update(JSON.stringify([number, title, level, lock?.reason ?? '', sorted(content)]));
  }
  return hash.digest('hex');
}

/** With the keys of every object in order: jsonb keeps none. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
