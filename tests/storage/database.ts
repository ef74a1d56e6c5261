import type {Kept} from '../../web/storage/run-shelf.ts';

// What the database holds, in Node and in a browser.

/** All that the database holds. */
export async function contents(): Promise<{runs: Partial<Kept>[]; pieces: IDBValidKey[]}> {
  const database = await result(indexedDB.open('fourier-net'));
  const store = (name: string) => database.transaction(name).objectStore(name);
  const runs = await result(store('runs').getAll());
  const pieces = await result(store('pieces').getAllKeys());
  database.close();
  return {runs, pieces};
}

export function result<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
