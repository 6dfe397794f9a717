import type { Sealed } from './vault.ts';

/** Whose it is, of which form of which page, by which tab: names that tell nothing to who has no key. */
export type Place = readonly [owner: string, form: string, tab: string];

export interface Stored extends Sealed {
  readonly place: Place;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

const NAME = 'idle-timeout';

/**
 * Runs with the sealed drafts of all users on this device. Opened for each use: what stays open may hinder the
 * back/forward cache, and a server that clears the storage.
 *
 * @throws where the storage is full, or forbidden.
 */
export async function use<T>(run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(NAME);
  opening.onupgradeneeded = () => opening.result.createObjectStore(NAME, { keyPath: 'place' });
  await settled(opening, 'onsuccess', 'onerror');
  const database = opening.result;
  try {
    // Strict: on the disk when it is said to be, for batteries die.
    const transaction = database.transaction(NAME, 'readwrite', { durability: 'strict' });
    const request = run(transaction.objectStore(NAME));
    await settled(transaction, 'oncomplete', 'onabort');
    return request.result;
  } finally {
    database.close();
  }
}

function settled<T extends { readonly error: DOMException | null }, Event extends keyof T>(what: T, done: Event, failed: Event): Promise<unknown> {
  return new Promise((resolve, reject) => Object.assign(what, { [done]: resolve, [failed]: () => reject(what.error as Error) }));
}

export function remove(place: Place): Promise<unknown> {
  return use((store) => store.delete([...place]));
}
