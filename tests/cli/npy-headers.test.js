import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseComplexNpy} from '../../web/formats/npy.js';
import {needsScipy, pythonWithScipy, runPython} from './run-cli.js';

/**
 * @typedef {object} Verdict of numpy.load on a file
 * @property {string} name
 * @property {string} file in base64
 * @property {string} [refused] why
 * @property {string} [stranger] its type, which we cannot hold
 * @property {number[]} [shape]
 * @property {string} [values] float64, in base64; complex ones as pairs
 */

const python = pythonWithScipy();

/** Words that no sentence of ours has. */
const foreign = /undefined|NaN|null\b|\[object|invalid|array length|regular expression|JSON/i;

test(
  'what numpy.load reads of .npy files is read, with the same values; what it refuses is refused',
  needsScipy(python),
  () => {
    /** @type {Verdict[]} */
    const verdicts = runPython(/** @type {string} */ (python), 'npy_headers.py');
    const wrong = verdicts.flatMap(verdict => disagreement(verdict) ?? []);
    assert.deepEqual(wrong, []);
    const accepted = verdicts.filter(({values}) => values !== undefined);
    const refused = verdicts.filter(({refused}) => refused !== undefined);
    assert.ok(
      accepted.length >= 300 && refused.length >= 300,
      `${accepted.length}, ${refused.length}`,
    );
  },
);

/**
 * @param {Verdict} verdict
 * @returns {string | null} how ours differs
 */
function disagreement({name, file, refused, stranger, shape, values = ''}) {
  let read;
  try {
    read = parseComplexNpy(Buffer.from(file, 'base64'));
  } catch (error) {
    const {message} = /** @type {Error} */ (error);
    const isOurs =
      error instanceof TypeError && /^(is|has) /.test(message) && !foreign.test(message);
    if (!isOurs || message.includes('\n')) return `${name}: ${error}`;
    return refused || stranger ? null : `${name}: NumPy reads ${shape}, we say “${message}”`;
  }
  if (refused || stranger) {
    return `${name}: we read ${read.shape}, NumPy says ${refused ?? stranger}`;
  }
  const bytes = new Uint8Array(Buffer.from(values, 'base64'));
  try {
    assert.deepEqual(read.shape, shape);
    assert.deepEqual(Float64Array.from(read.values), new Float64Array(bytes.buffer));
    return null;
  } catch (error) {
    return `${name}: ${/** @type {Error} */ (error).message}`;
  }
}
