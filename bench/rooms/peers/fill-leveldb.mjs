// Puts updates into a LevelDB folder as y-leveldb keeps them. `node fill-leveldb.mjs FOLDER ROOM FILE`; the file holds the
// updates one after the other, each behind its length in four bytes.

import { readFileSync } from 'node:fs';
import { LeveldbPersistence } from 'y-leveldb';

const [folder, room, file] = process.argv.slice(2);
const bytes = readFileSync(file);
const store = new LeveldbPersistence(folder);
const AT_ONCE = 500;
let pending = [];
for (let at = 0; at < bytes.length; ) {
  const length = bytes.readUInt32BE(at);
  pending.push(store.storeUpdate(room, new Uint8Array(bytes.subarray(at + 4, at + 4 + length))));
  at += 4 + length;
  if (pending.length < AT_ONCE) continue;
  await Promise.all(pending);
  pending = [];
}
await Promise.all(pending);
await store.destroy();
