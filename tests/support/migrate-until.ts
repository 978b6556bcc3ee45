// A process of its own that migrates a database and kills itself in the middle, as a power switch would:
// `node migrate-until.ts TARGET STEP`. TARGET: a folder or a postgres:// address. STEP: how many statements are done
// by then, 0 for none; when there are fewer, the process ends well.

import { openFolder } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { openPostgres } from '../../db/postgres.ts';

const [target = '', step = ''] = process.argv.slice(2);
const die = () => process.kill(process.pid, 'SIGKILL');
const database = await (target.startsWith('postgres:') ? openPostgres(target) : openFolder(target));
if (step === '0') die();
await migrate(database, (done) => {
  if (done === Number(step)) die();
});
await database.close();
