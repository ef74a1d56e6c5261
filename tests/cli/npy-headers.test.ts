import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ContentError} from '../../web/formats/content-error.ts';
import {parseComplexNpy} from '../../web/formats/npy.ts';
import {foreignIn} from '../fuzz/foreign.ts';
import {needsScipy, pythonWithScipy, runPython} from './run-cli.ts';

/** of numpy.load on a file */
interface Verdict {
  name: string;
  /** in base64 */
  file: string;
  /** why */
  refused?: string;
  /** its type, which we cannot hold */
  stranger?: string;
  shape?: number[];
  /** float64, in base64; complex ones as pairs */
  values?: string;
}

const python = pythonWithScipy();

test(
  'what numpy.load reads of .npy files is read, with the same values; what it refuses is refused',
  needsScipy(python),
  () => {
    const verdicts: Verdict[] = runPython(python as string, 'npy_headers.py');
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

/** @returns how ours differs */
function disagreement({name, file, refused, stranger, shape, values = ''}: Verdict): string | null {
  let read;
  try {
    read = parseComplexNpy(Buffer.from(file, 'base64'));
  } catch (error) {
    const {message} = error as Error;
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
    return `${name}: ${(error as Error).message}`;
  }
}
