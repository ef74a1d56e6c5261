import {createRecord} from '../formats/run-file.ts';
import {answered} from './answered.ts';
import {letGo, RunShelf} from './run-shelf.ts';
import type {Trainer} from '../engine/core-types.ts';
import type {Place} from './run-shelf.ts';

/**
 * Writes a shard's part of a run to the shelf, from its worker: the whole would not fit into the
 * memory budget once more. Training stands still meanwhile.
 * @param shard between two steps
 * @param units the shard's
 * @param halt ends it at once
 * @param patience with each piece; left out: as answered() has it
 * @returns false: halted before it was complete
 * @throws StorageError
 */
export async function keepShard(
  shard: Pick<Trainer, 'stateArrays' | 'unitLength' | 'copyUnitState'>,
  units: {begin: number; end: number},
  place: Place,
  halt: AbortSignal,
  patience?: number,
): Promise<boolean> {
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
