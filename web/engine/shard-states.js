import {ContentError} from '../formats/content-error.js';

/** @typedef {import('./division.js').Division} Division */
/** @typedef {import('./pool.js').Pool} Pool */
/** @typedef {{unit: number, array: number, values: Float32Array}} UnitState */

/** What a saved run holds of its shards. Between steps only. */
export class ShardStates {
  #pool;
  #division;

  /**
   * @param {Pool} pool
   * @param {Division} division
   */
  constructor(pool, division) {
    this.#pool = pool;
    this.#division = division;
  }

  /**
   * Array by array: for each unit its weights, then what the optimiser remembers of them.
   * @returns {AsyncGenerator<UnitState>}
   */
  async *all() {
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
   * @throws {Error} the storage's, by its name
   */
  async prepareKeeping() {
    const refusals = await this.#pool.all(shard => shard.prepareKeeping());
    for (const refusal of refusals) if (refusal) throw errorOf(refusal);
  }

  /**
   * Has each worker write its states to the browser's shelf; Shards.halt() ends it.
   * @param {import('../storage/run-shelf.js').Place} place
   * @param {() => boolean} isWanted asked before each worker writes
   * @returns {Promise<boolean>} whether all were written
   * @throws {Error} the storage's, by its name
   */
  async keep(place, isWanted) {
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
   * @param {AsyncIterable<UnitState>} states all of them, in any order
   * @param {number} step completed
   */
  async restore(states, step) {
    const {units, rows, columns} = this.#division.shape;
    const arrays = await this.#pool.first(shard => shard.stateArrays());
    /** @type {Set<string>} */
    const missing = new Set();
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

/** @param {{name: string, message: string}} refusal */
function errorOf({name, message}) {
  return Object.assign(new Error(message), {name});
}
