import {createRecord} from '../formats/run-file.js';
import {RunShelf} from './run-shelf.js';

/** @typedef {import('../engine/core-types.js').Trainer} Trainer */

/**
 * Writes a shard's part of a run to the shelf, from its worker: the whole would not fit into the
 * memory budget once more.
 * @param {Pick<Trainer, 'stateArrays' | 'unitLength' | 'copyUnitState'>} shard between two steps
 * @param {{begin: number, end: number}} units the shard's
 * @param {import('./run-shelf.js').Place} place
 * @param {() => boolean} isHalted
 * @returns {Promise<boolean>} false: halted before it was complete
 */
export async function keepShard(shard, units, place, isHalted) {
  const arrays = shard.stateArrays();
  const record = createRecord(shard.unitLength());
  const shelf = await RunShelf.open();
  try {
    for (let unit = units.begin; unit < units.end; unit++) {
      for (let array = 0; array < arrays; array++) {
        if (isHalted()) return false;
        shard.copyUnitState(unit, array, record.values);
        await shelf.putPiece(place, unit * arrays + array, record.seal(unit, array));
      }
    }
    return true;
  } finally {
    shelf.close();
  }
}
