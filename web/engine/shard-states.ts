import {ContentError} from '../formats/content-error.ts';
import type {Division} from './division.ts';
import type {Pool} from './pool.ts';
import type {UnitState} from '../formats/run-file.ts';
import type {Place} from '../storage/run-shelf.ts';

/** What a saved run holds of its shards. Between steps only. */
export class ShardStates {
  #pool;
  #division;

  constructor(pool: Pool, division: Division) {
    this.#pool = pool;
    this.#division = division;
  }

  /** Array by array: for each unit its weights, then what the optimiser remembers of them. */
  async *all(): AsyncGenerator<UnitState> {
    const arrays = await this.#pool.first(shard => shard.stateArrays());
    for (const [index, {begin, end}] of this.#division.shares.entries()) {
      for (let unit = begin; unit < end; unit++) {
        for (let array = 0; array < arrays; array++) {
          const values = await this.#pool.one(index, shard => shard.unitState(unit, array));
          yield {unit, array, values};
        }
      }
    }
  }

  /** How many arrays all() gives. */
  async count() {
    return this.#division.shape.units * (await this.#pool.first(shard => shard.stateArrays()));
  }

  /**
   * Has each worker load what keep() needs: training goes on meanwhile.
   * @throws Error the storage's, by its name
   */
  async prepareKeeping() {
    const refusals = await this.#pool.all(shard => shard.prepareKeeping());
    for (const refusal of refusals) if (refusal) throw errorOf(refusal);
  }

  /**
   * Has each worker write its states to the browser's shelf; Shards.halt() ends it.
   * @param isWanted asked before each worker writes
   * @returns whether all were written
   * @throws Error the storage's, by its name
   */
  async keep(place: Place, isWanted: () => boolean): Promise<boolean> {
    // One after the other: the database holds some copies of what each is writing.
    for (let index = 0; index < this.#pool.size; index++) {
      if (!isWanted()) return false;
      const {whole, refusal} = await this.#pool.one(index, shard => shard.keep(place));
      if (refusal) throw errorOf(refusal);
      if (!whole) return false;
    }
    return true;
  }

  /**
   * Puts a saved run in the place of this one.
   * @param states all of them, in any order
   * @param step completed
   */
  async restore(states: AsyncIterable<UnitState>, step: number) {
    const {units, rows, columns} = this.#division.shape;
    const arrays = await this.#pool.first(shard => shard.stateArrays());
    const missing = new Set<string>();
    for (let unit = 0; unit < units; unit++) {
      for (let array = 0; array < arrays; array++) missing.add(`${unit}/${array}`);
    }
    for await (const {unit, array, values} of states) {
      if (!missing.delete(`${unit}/${array}`) || values.length !== (rows * columns) / units) {
        throw new ContentError(
          `holds an array that does not belong to its model: ${array} of unit ${unit}, of ` +
            `${values.length} values`,
        );
      }
      const holder = this.#division.holderOf(unit);
      await this.#pool.one(holder, shard => shard.setUnitState(unit, array, values));
    }
    if (missing.size > 0) {
      throw new ContentError(`lacks ${missing.size} of ${units * arrays} arrays of its model`);
    }
    await this.#pool.all(shard => shard.resumeAt(step));
  }
}

function errorOf({name, message}: {name: string; message: string}) {
  return Object.assign(new Error(message), {name});
}
