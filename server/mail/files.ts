// Mail without an SMTP server: each becomes an `.eml` file in DATA_DIR/outbox that any mail program opens.

import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { composed, type Mailer, type Message, type Outcome } from './mailer.ts';

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

const outboxFolder = (dataDir: string) => join(dataDir, 'outbox');

/** A message with the same id and date always has the same file, so writing it again adds none. */
export function createFileMailer(dataDir: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const folder = outboxFolder(dataDir);
  return {
    mode: 'files',
    deliver: async (message) => {
      const { message: bytes } = await transport.sendMail(composed(message));
      return writeWhole(folder, fileName(message), bytes as Buffer).then((): Outcome => ({ state: 'sent' }), deferred);
    },
    close: () => {},
  };
}

/** Removes the files of mails that `keep` does not name, and what killed processes left half-written. */
export async function removeFilesExcept(
  dataDir: string,
  keep: (mailIds: string[]) => Promise<Set<string>>,
): Promise<void> {
  const folder = outboxFolder(dataDir);
  const names = await readdir(folder).catch(emptyWhenMissing);
  const idOf = (name: string) => UUID.exec(name)?.[0] ?? '';
  const kept = await keep(names.map(idOf).filter(Boolean));
  const gone = names.filter((name) => UUID.test(name) && !(name.endsWith('.eml') && kept.has(idOf(name))));
  for (const name of gone) await rm(join(folder, name), { force: true });
}

/** `20260102T030405Z-<id>.eml`: sorted by time in every file manager. */
function fileName({ date, messageId }: Message): string {
  return `${date.toISOString().replace(/[-:]|\.\d+/g, '')}-${UUID.exec(messageId)?.[0]}.eml`;
}

/** Whoever sees the file sees all of it, also after a power cut. */
async function writeWhole(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `${name}.part`);
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(folder, name));
}

/** A full disk or a missing right: it may pass. */
function deferred(error: NodeJS.ErrnoException): Outcome {
  if (error.syscall === undefined) throw error;
  return { state: 'deferred', reason: `${error.syscall}: ${error.code}`, isSilent: true };
}

function emptyWhenMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
