// Makes the schema ready for rows that come in any order, and whole again afterwards. Foreign keys are taken off and
// put back, which checks every row: simpler than an order of tables, and references within a table or in a circle
// need no thought.

import type { Connection } from '../../db/database.ts';
import { quoted, type Table } from './tables.ts';

/** Everything in schema `public` that no extension owns: migrations build it again. */
const OBJECTS = `
  SELECT format('DROP %s IF EXISTS %s CASCADE', kind, name) AS statement FROM (
    SELECT 1 AS rank, 'pg_class'::regclass AS catalog, oid, oid::regclass::text AS name,
      CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
    UNION ALL
    SELECT 2, 'pg_proc'::regclass, oid, oid::regprocedure::text, 'ROUTINE'
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT 3, 'pg_type'::regclass, oid, oid::regtype::text, 'TYPE'
    FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
    UNION ALL
    SELECT 4, 'pg_ts_config'::regclass, oid, oid::regconfig::text, 'TEXT SEARCH CONFIGURATION'
    FROM pg_ts_config WHERE cfgnamespace = 'public'::regnamespace
    UNION ALL
    SELECT 5, 'pg_ts_dict'::regclass, oid, oid::regdictionary::text, 'TEXT SEARCH DICTIONARY'
    FROM pg_ts_dict WHERE dictnamespace = 'public'::regnamespace
  ) o
  WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = o.catalog AND d.objid = o.oid AND d.deptype = 'e')
  ORDER BY rank`;

/** Empties schema `public`; the schema itself, its rights and its extensions stay. */
export async function clearSchema(connection: Connection): Promise<void> {
  for (const { statement } of await connection.query(OBJECTS)) await connection.exec(String(statement));
}

const FOREIGN_KEYS = `
  SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;

/** Takes off foreign keys and triggers; resolves to the function that puts them back and so checks every reference. */
export async function detachRules(connection: Connection, tables: Table[]): Promise<() => Promise<void>> {
  const keys = await connection.query(FOREIGN_KEYS);
  const triggers = (state: 'ENABLE' | 'DISABLE') =>
    tables.map(({ name }) => `ALTER TABLE public.${quoted(name)} ${state} TRIGGER USER;`).join('\n');
  const named = ({ table, name }: (typeof keys)[number]) => [`ALTER TABLE ${table}`, quoted(String(name))] as const;
  for (const key of keys) await connection.exec(`${named(key)[0]} DROP CONSTRAINT ${named(key)[1]}`);
  await connection.exec(triggers('DISABLE'));
  return async () => {
    for (const key of keys) await connection.exec(`${named(key)[0]} ADD CONSTRAINT ${named(key)[1]} ${key.definition}`);
    await connection.exec(triggers('ENABLE'));
  };
}

/** Lets each sequence go on where the snapshot's stood. */
export async function setSequences(connection: Connection, sequences: Record<string, string>): Promise<void> {
  for (const [name, last] of Object.entries(sequences)) {
    await connection.query('SELECT setval($1::text::regclass, $2::text::bigint)', [`public.${quoted(name)}`, last]);
  }
}
