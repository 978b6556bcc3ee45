// Rows that a back-up finds hardest to keep exactly: large files, odd text, times to the microsecond, every table.

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Connection } from '../../db/database.ts';

/** Sizes around the edges at which a value leaves its row and is cut into pieces. Bytes. */
const SIZES = [1, 65_535, 65_536, 65_537, 262_144, 262_145, 524_288];

const ODD_TEXTS = [
  'õäöü',
  'строка',
  'line\nbreak\ttab',
  'U+2028 \u2028 inside',
  '"quotes" \\ and {braces}',
  '🧑‍🚀',
  '\\x00ff',
  '',
];

/** Fills every table that a snapshot holds, as far as the schema has them. Resolves to the people's ids. */
export async function fillInstance(connection: Connection): Promise<string[]> {
  const people = await addPeople(connection);
  await addFiles(connection);
  await connection.query(
    `INSERT INTO settings VALUES (1, '{"et": "Kaasa \\u2028"}', (SELECT id FROM attachments LIMIT 1), '#112233', '{et,"ru",en}',
     'Europe/Tallinn', '{"sentMailDays": 30}', '{}', '{}', '')`,
  );
  const organisation = randomUUID();
  await connection.query(
    `INSERT INTO organisations VALUES ($1, '{"et": "Ühing"}', 'other', 'EE', NULL, '', '', '', true, now())`,
    [organisation],
  );
  await connection.query(`INSERT INTO memberships VALUES ($1, $2, now())`, [people[0], organisation]);
  await connection.query(`INSERT INTO accounts VALUES ('https://issuer.example', 'EE123', $1, now())`, [people[0]]);
  await connection.query(
    `INSERT INTO invitations VALUES ($1, 'kutsutud@example.ee', 'partner', $2, 'et', $3, $4, now(), now() + interval '7 days')`,
    [randomUUID(), organisation, randomBytes(32).toString('hex'), people[0]],
  );
  await connection.query(
    `INSERT INTO mails VALUES ($1, 'a@example.ee', 'et', 'invitation', 's', 't', '<p>h</p>', 'waiting', 0, NULL, '2026-01-31 23:59:59.999999+02')`,
    [randomUUID()],
  );
  await connection.query(
    `INSERT INTO audit_entries (at, actor_kind, actor_id, action, subject_kind, subject_id, client, details)
     SELECT now(), 'person', $1, 'person.added', 'person', n::text, 'browser', jsonb_build_object('n', 9007199254740993 + n, 'x', 0.10)
     FROM generate_series(1, 500) n`,
    [people[0]],
  );
  await connection.query(`INSERT INTO sessions VALUES ($1, $2, $3, now(), now(), now(), 'Firefox')`, [
    randomUUID(),
    randomUUID(),
    people[0],
  ]);
  if (await isThere(connection, 'documents')) await addDocument(connection, people[0] ?? '');
  return people;
}

async function addPeople(connection: Connection): Promise<string[]> {
  const people = ODD_TEXTS.map(() => randomUUID());
  for (const [index, id] of people.entries()) {
    await connection.query(
      `INSERT INTO users VALUES ($1, $2, $3, 'et', 'partner', $4::text::jsonb, '2026-02-03 04:05:06.789123+02'::timestamptz + $5::int * interval '1 microsecond')`,
      [id, `person${index}@example.ee`, ODD_TEXTS[index], JSON.stringify({ digest: ODD_TEXTS[index] }), index],
    );
  }
  return people;
}

/** One file with a part of each size; in a schema from before parts, a whole file of each. */
async function addFiles(connection: Connection): Promise<void> {
  const all = SIZES.map((size) => randomBytes(size));
  if (!(await isThere(connection, 'attachment_parts')))
    return addWholeFiles(connection, [...all, randomBytes(3_000_000)]);
  const id = await addAttachment(connection, Buffer.concat(all));
  for (const [part, bytes] of all.entries()) {
    const values = [id, part, bytes.toString('hex')];
    await connection.query(`INSERT INTO attachment_parts VALUES ($1, $2, decode($3::text, 'hex'))`, values);
  }
}

async function addAttachment(connection: Connection, bytes: Buffer): Promise<string> {
  const id = randomUUID();
  const values = [id, createHash('sha256').update(bytes).digest('hex'), bytes.length];
  await connection.query(`INSERT INTO attachments VALUES ($1, $2, 'application/pdf', 'a.pdf', $3, now())`, values);
  return id;
}

async function addWholeFiles(connection: Connection, files: Buffer[]): Promise<void> {
  for (const bytes of files) {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await connection.query(
      `INSERT INTO attachments VALUES ($1, $2, 'application/pdf', 'a.pdf', $3, decode($4::text, 'hex'), now())`,
      [randomUUID(), sha256, bytes.length, bytes.toString('hex')],
    );
  }
}

/** A document with a section of each odd text, a right, a change of its tree and a file in use. */
async function addDocument(connection: Connection, userId: string): Promise<void> {
  const [documentId, sectionId] = [randomUUID(), randomUUID()];
  await connection.query(
    `INSERT INTO documents (id, title, kind, language, status, created_at, created_by, updated_at)
     VALUES ($1, 'Arengukava', 'strategy', 'et', 'working', now(), $2, now())`,
    [documentId, userId],
  );
  for (const [index, title] of ODD_TEXTS.entries()) {
    const id = index === 0 ? sectionId : randomUUID();
    await connection.query(
      `INSERT INTO sections (id, document_id, order_key, kind, title, hint, created_at)
       VALUES ($1, $2, $3, 'numbered', $4, $5::text::jsonb, now())`,
      [id, documentId, `a${index}`, title, JSON.stringify({ et: title })],
    );
    await connection.query(
      `INSERT INTO section_bodies (section_id, content, schema_version, words, updated_at)
       VALUES ($1, $2::text::jsonb, 1, 1, now())`,
      [id, JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: title }] }] })],
    );
  }
  await connection.query(
    `INSERT INTO grants (id, document_id, user_id, "right", created_at) VALUES ($1, $2, $3, 'manage', now())`,
    [randomUUID(), documentId, userId],
  );
  await connection.query(
    `INSERT INTO tree_changes (id, document_id, tree_revision, kind, changed_at, patches) VALUES ($1, $2, 2, 'add', now(), '[]')`,
    [randomUUID(), documentId],
  );
  await connection.query(
    `INSERT INTO document_files (attachment_id, document_id, purpose, added_at) SELECT id, $1, 'image', now() FROM attachments`,
    [documentId],
  );
  await connection.query(`INSERT INTO file_uses (section_id, attachment_id) SELECT $1, id FROM attachments`, [
    sectionId,
  ]);
  if (await isThere(connection, 'section_blame')) await addRoom(connection, sectionId, userId);
}

/** The room of a section with a row of its log, and what was read off it. */
async function addRoom(connection: Connection, sectionId: string, userId: string): Promise<void> {
  const values: Record<string, string> = {
    'rooms (section_id, seq)': '$1, 1',
    'room_updates (section_id, seq, author_id, update, at)': `$1, 1, $2, '\\x0000', now()`,
    'room_clients (section_id, client, author_id)': '$1, 4294967295, $2',
    'section_blame (section_id, seq, blame)': `$1, 1, '{"blocks":{"p1":[[5,null]]},"cuts":[]}'`,
    'writing_sessions (section_id, first_seq, last_seq, author_id, started_at, ended_at)': '$1, 1, 1, $2, now(), now()',
    'section_contents (section_id, seq, content)': `$1, 1, '{"type":"doc"}'`,
  };
  for (const [table, row] of Object.entries(values)) {
    const params = row.includes('$2') ? [sectionId, userId] : [sectionId];
    await connection.query(`INSERT INTO ${table} VALUES (${row})`, params);
  }
}

async function isThere(connection: Connection, table: string): Promise<boolean> {
  const [row] = await connection.query('SELECT to_regclass($1) IS NOT NULL AS is_there', [`public.${table}`]);
  return row?.is_there === true;
}
