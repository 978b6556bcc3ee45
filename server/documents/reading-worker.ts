// Reads one text file in a thread of its own and ends: a file that was made to keep a parser busy, or a large one, keeps
// nobody else waiting. Started by text-reader.ts.

import { parentPort, workerData } from 'node:worker_threads';
import { bodyJson } from '../../domain/document/body.ts';
import { decodeText } from '../../domain/document/import/decode.ts';
import { readMarkdown } from '../../domain/document/import/markdown.ts';
import { readPlainText } from '../../domain/document/import/plain-text.ts';
import { importedSections } from '../../domain/document/import/sections.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { newBlockId } from './block-id.ts';
import type { ReadingJob, ReadSection, ThreadSays } from './text-reader.ts';

const say = (said: ThreadSays) => parentPort?.postMessage(said);

say('begun');
say(read(workerData as ReadingJob));

function read({ bytes, format, untitled }: ReadingJob): Result<ReadSection[]> {
  const text = decodeText(bytes);
  if (text === null) return fail('import-type');
  const items = format === 'markdown' ? readMarkdown(text) : ok(readPlainText(text));
  if (!items.ok) return items;
  const sections = importedSections(items.value, untitled, newBlockId);
  if (!sections.ok) return sections;
  return ok(sections.value.map((section) => ({ ...section, body: bodyJson(section.body) })));
}
