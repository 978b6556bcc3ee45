// Rows that a back-up finds hardest to keep exactly: large files, odd text, times to the microsecond, every table.

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Connection } from '../../db/database.ts';

/** Sizes around the edges at which a value leaves its row and is cut into pieces. Bytes. */
const FILE_SIZES = [1, 65_535, 65_536, 65_537, 262_144, 262_145, 3_000_000];

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

/** Fills every table that a snapshot holds. Resolves to the people's ids. */
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

async function addFiles(connection: Connection): Promise<void> {
  for (const size of FILE_SIZES) {
    const bytes = randomBytes(size);
    await connection.query(
      `INSERT INTO attachments VALUES ($1, $2, 'application/pdf', 'a.pdf', $3, decode($4::text, 'hex'), now())`,
      [randomUUID(), createHash('sha256').update(bytes).digest('hex'), size, bytes.toString('hex')],
    );
  }
}
