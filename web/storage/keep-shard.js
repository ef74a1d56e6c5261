import {createRecord} from '../formats/run-file.js';
import {answered} from './answered.js';
import {letGo, RunShelf} from './run-shelf.js';

/** @typedef {import('../engine/core-types.js').Trainer} Trainer */

/**
 * Writes a shard's part of a run to the shelf, from its worker: the whole would not fit into the
 * memory budget once more. Training stands still meanwhile.
 * @param {Pick<Trainer, 'stateArrays' | 'unitLength' | 'copyUnitState'>} shard between two steps
 * @param {{begin: number, end: number}} units the shard's
 * @param {import('./run-shelf.js').Place} place
 * @param {AbortSignal} halt ends it at once
 * @param {number} [patience] with each piece; left out: as answered() has it
 * @returns {Promise<boolean>} false: halted before it was complete
 * @throws {import('./storage-error.js').StorageError}
 */
export async function keepShard(shard, units, place, halt, patience) {
  const arrays = shard.stateArrays();
  const record = createRecord(shard.unitLength());
  const opening = RunShelf.open();
  try {
    const shelf = await answered(opening, patience, halt);
    for (let unit = units.begin; unit < units.end; unit++) {
      for (let array = 0; array < arrays; array++) {
        shard.copyUnitState(unit, array, record.values);
        const bytes = record.seal(unit, array);
        await answered(shelf.putPiece(place, unit * arrays + array, bytes), patience, halt);
      }
    }
    return true;
  } catch (error) {
    if (halt.aborted && error === halt.reason) return false;
    throw error;
  } finally {
    letGo(opening);
  }
}
