// The database of one person's section in this browser, as y-indexeddb lays it out: `updates` by a growing key, and
// `custom` by name, where what is ours lies beside. Every answer says whether the browser has done it.

import type { Vector } from '../../../domain/collab/vectors.ts';
import type { Recovery } from './recovery.ts';

const UPDATES = 'updates';
const BESIDE = 'custom';

export type Kept = {
  updates: Uint8Array[];
  /** 0 without any. */
  lastKey: number;
  /** Empty when it was never noted. */
  acknowledged: Vector;
  recovered: readonly Recovery[];
};

/** Null where the browser keeps nothing for us: not there, not allowed, no room. */
export function openDatabase(name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    const request = requestIn(name);
    if (request === null) return resolve(null);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(UPDATES, { autoIncrement: true });
      request.result.createObjectStore(BESIDE);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
    request.onblocked = () => resolve(null);
  });
}

function requestIn(name: string): IDBOpenDBRequest | null {
  try {
    return globalThis.indexedDB?.open(name) ?? null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** The updates after this key, and what lies beside; null when they cannot be read. */
export async function readSince(database: IDBDatabase, key: number): Promise<Kept | null> {
  const requests = await within(database, 'readonly', (updates, beside) => {
    const range = IDBKeyRange.lowerBound(key, true);
    const own = { updates: updates.getAll(range), keys: updates.getAllKeys(range) };
    return { ...own, acknowledged: beside.get('acknowledged'), recovered: beside.get('recovered') };
  });
  if (requests === null) return null;
  return {
    updates: requests.updates.result as Uint8Array[],
    lastKey: Number(requests.keys.result.at(-1) ?? 0),
    acknowledged: new Map((requests.acknowledged.result ?? []) as [number, number][]),
    recovered: (requests.recovered.result ?? []) as Recovery[],
  };
}

/** Keeps something beside the updates. */
export async function putBeside(
  database: IDBDatabase,
  name: 'acknowledged' | 'recovered',
  value: unknown,
): Promise<boolean> {
  const done = await within(database, 'readwrite', (_updates, beside) => beside.put(value, name));
  return done !== null;
}

/** The same of words put aside whose database is not open. False when they could not be kept. */
export async function keepAside(name: string, recovered: readonly Recovery[]): Promise<boolean> {
  const database = await openDatabase(name);
  if (database === null) return false;
  const isKept = await putBeside(database, 'recovered', recovered);
  database.close();
  return isKept;
}

/** Forgets all updates, and keeps what was put aside of them: both or neither. */
export async function clearDatabase(database: IDBDatabase, recovered: readonly Recovery[]): Promise<boolean> {
  const done = await within(database, 'readwrite', (updates, beside) => {
    updates.clear();
    beside.delete('acknowledged');
    return beside.put(recovered, 'recovered');
  });
  return done !== null;
}

/** What `act` answers once the transaction is complete; null when it is not. It waits for all that were begun before it. */
function within<T>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  act: (updates: IDBObjectStore, beside: IDBObjectStore) => T,
): Promise<T | null> {
  return new Promise((resolve) => {
    try {
      // strict: written to the disk, not only handed to the system
      const transaction = database.transaction([UPDATES, BESIDE], mode, { durability: 'strict' });
      const answer = act(transaction.objectStore(UPDATES), transaction.objectStore(BESIDE));
      transaction.oncomplete = () => resolve(answer);
      transaction.onabort = () => resolve(null);
    } catch (error) {
      // closed meanwhile
      if (!(error instanceof DOMException)) throw error;
      resolve(null);
    }
  });
}
