// What the database holds, in Node and in a browser.

/**
 * All that the database holds.
 * @returns {Promise<{runs: any[], pieces: IDBValidKey[]}>}
 */
export async function contents() {
  const database = await result(indexedDB.open('fourier-net'));
  const store = (/** @type {string} */ name) => database.transaction(name).objectStore(name);
  const runs = await result(store('runs').getAll());
  const pieces = await result(store('pieces').getAllKeys());
  database.close();
  return {runs, pieces};
}

/**
 * @template Result
 * @param {IDBRequest<Result>} request
 * @returns {Promise<Result>}
 */
export function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
