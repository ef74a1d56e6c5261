import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ContentError} from '../../web/formats/content-error.js';
import {parseComplexNpy} from '../../web/formats/npy.js';
import {foreignIn} from '../fuzz/foreign.js';
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
    const isOurs = error instanceof ContentError && /^(is|has) /.test(message);
    if (!isOurs) return `${name}: ${error}`;
    // What is repeated of a file is the file's.
    const ours = message.replace(/“.*”|dtype.*?:|holds.*? and not|shape.*?:/g, '');
    if (foreignIn(ours)) return `${name}: “${message}” has ${foreignIn(ours)}`;
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
