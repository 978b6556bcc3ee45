// Killed migrations, for the test and for bench/migrate-kill.ts: what a database must look like afterwards.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Database } from '../../db/database.ts';
import { migrations } from '../../db/migrate.ts';

const MIGRATE_UNTIL = fileURLToPath(new URL('./migrate-until.ts', import.meta.url));

/** How often `migrate` calls its listener on an empty database. */
export function stepCount(): number {
  return migrations().reduce((total, { statements }) => total + statements.length + 1, 0);
}

/** Resolves to the signal that ended the process, null when it ended well; rejects when it failed. */
export function migrateUntil(target: string, step: number): Promise<NodeJS.Signals | null> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', MIGRATE_UNTIL, target, String(step)],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code, signal) => {
      if (code === null || code === 0) resolve(signal);
      else reject(new Error(`migrating ended with ${code}`));
    });
  });
}

/** Everything that migrations make, as text: two databases with the same list have the same schema. */
export async function schemaOf(database: Database): Promise<string[]> {
  const rows = await database.connection.query(`
    SELECT format('%s.%s %s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull,
      (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = attrelid AND adnum = attnum)) AS thing
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm') AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT format('%s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
    UNION ALL SELECT format('migration %s %s', index, hash) FROM public.migrations
    ORDER BY 1`);
  return rows.map((row) => String(row.thing));
}
