// The databases in this browser that keep what somebody has written in sections: their names, and how they are forgotten.
// Loaded on every page of somebody signed in, so nothing of the editor is in here. Rule RO28.

const PREFIX = 'kaasa:';

/** Of one person and one section. */
export function roomDatabase(personId: string, sectionId: string): string {
  return `${PREFIX}${personId}:${sectionId}`;
}

/** Deletes what is kept for anybody else than this person; for everybody when it is null. Without a database, nothing. */
export async function forgetRooms(exceptPersonId: string | null): Promise<void> {
  const kept = exceptPersonId === null ? null : `${PREFIX}${exceptPersonId}:`;
  const names = (await databaseNames()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.filter((name) => kept === null || !name.startsWith(kept)).map(remove));
}

/** None where the browser keeps nothing for us, or does not tell what it keeps. */
async function databaseNames(): Promise<string[]> {
  try {
    const known = await globalThis.indexedDB?.databases?.();
    return (known ?? []).flatMap(({ name }) => name ?? []);
  } catch (error) {
    if (error instanceof DOMException) return [];
    throw error;
  }
}

/** Another page that has it open is told to close it; whatever the outcome, nobody waits for it longer. */
function remove(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
    request.onblocked = () => resolve();
  });
}
