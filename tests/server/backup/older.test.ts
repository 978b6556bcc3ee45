// Back-ups that earlier versions of Kaasa wrote, kept as files and named after the migrations they had: every later
// version must still read them. Beside one that holds documents lies what they said, as `documentDigests` puts it.

import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sectionBodies } from '../../../db/schema/documents.ts';
import { bodyJson } from '../../../domain/document/body.ts';
import { OPERATOR } from '../../../domain/people/viewer.ts';
import { restore } from '../../../server/backup/commands.ts';
import { createContext } from '../../../server/context.ts';
import { listInvitations, listOrganisations, listPeople } from '../../../server/people/queries.ts';
import { load, updatesOf } from '../../../server/rooms/log.ts';
import { projected } from '../../../server/rooms/projection.ts';
import type { Runtime } from '../../../server/runtime.ts';
import { documentDigests } from '../../support/document-digest.ts';
import { testInstance } from '../../support/instance.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/backups', import.meta.url));
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.kaasa'));

test('there are back-ups of earlier versions', () => {
  expect(FILES).toEqual(['2-migrations.kaasa', '6-migrations.kaasa']);
});

test.each(FILES)('%s is restored with all it held (BK4)', async (file) => {
  const app = await testInstance();
  const ctx = createContext(app, OPERATOR, 'command-line');
  const restored = await restore(ctx, createReadStream(`${FOLDER}/${file}`));
  expect(restored).toMatchObject({ ok: true, value: { migrations: Number.parseInt(file, 10) } });
  const [people, organisations, invitations] = [
    await listPeople(ctx),
    await listOrganisations(ctx, 'et'),
    await listInvitations(ctx),
  ];
  expect(people.ok && people.value.map((p) => p.name)).toContain('Mari Tamm');
  expect(people.ok && people.value.length).toBe(9);
  expect(organisations.ok && organisations.value.length).toBe(7);
  expect(invitations.ok && invitations.value.map((i) => i.email)).toEqual(['kadri.allik@vorumaa.example']);
  expect(await documentDigests(ctx)).toEqual(documentsIn(file));
  await openAllRooms(app);
  expect(await documentDigests(ctx)).toEqual(documentsIn(file));
  await app.close();
});

/** Whoever opens a text to write puts it into a room; what is read off the room is the text as it was (RO12). */
async function openAllRooms({ database: { db } }: Runtime): Promise<void> {
  const rows = await db.select().from(sectionBodies);
  for (const { sectionId, content } of rows) {
    const loaded = await load(db, sectionId);
    const text = loaded && projected(updatesOf(loaded));
    expect(text?.ok && bodyJson(text.value.body)).toEqual(content);
  }
}

/** What the documents of a back-up said when it was written, by title; none before there were documents. */
function documentsIn(file: string): Record<string, string> {
  const noted = `${FOLDER}/${file.replace('.kaasa', '.documents.json')}`;
  return existsSync(noted) ? JSON.parse(readFileSync(noted, 'utf8')) : {};
}
