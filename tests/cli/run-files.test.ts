import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {after, test} from 'node:test';
import CRC32 from 'crc-32';
import {openRun} from '../../scripts/cli/checkpoint.ts';
import {createRun, digest} from '../engine/helpers.ts';
import {foreignIn} from '../fuzz/foreign.ts';
import {createFolder} from './run-cli.ts';
import type {UsageError} from '../../scripts/cli/errors.ts';
import type {Run} from '../../web/engine/run.ts';

const path = await createFolder({after});
const file = path('a.run');

/** What a run's file is made of. */
async function contentOf(run: Run) {
  const pieces: Uint8Array[] = [];
  await run.save(async bytes => pieces.push(bytes.slice()));
  const [head, ...records] = pieces;
  return {json: new TextDecoder().decode(head.subarray(12, -4)), records};
}

/** @returns with its length and the right checksum */
function record(content: Uint8Array): Uint8Array {
  const ends = new DataView(new ArrayBuffer(8));
  ends.setUint32(0, content.length, true);
  ends.setInt32(4, CRC32.buf(content), true);
  const [length, checksum] = [0, 4].map(at => new Uint8Array(ends.buffer, at, 4));
  return Buffer.concat([length, content, checksum]);
}

function fileOf(json: string, records: Uint8Array[]) {
  return Buffer.concat([Buffer.from('FNETRUN\x01'), record(Buffer.from(json)), ...records]);
}

/** @returns why they are refused; null: they are not */
async function refusal(run: Run, bytes: Uint8Array): Promise<string | null> {
  await writeFile(file, bytes);
  try {
    await openRun(run, file, {});
    return null;
  } catch (error) {
    const {message, status} = error as UsageError;
    assert.equal(status, 2, String(error));
    assert.ok(message.startsWith(`${file} `) || message.startsWith(`${file}: `), message);
    const said = message.slice(file.length);
    assert.equal(foreignIn(said), null, said);
    assert.match(said, /\.$/);
    return said;
  }
}

/** Parts of a header that were something else, as JSON. */
const strangers = [
  ...['null', 'true', '-1', '0.5', '1e15', '1e300', '1e999', '"4"', '"NaN"', '"<b>5</b>"', '""'],
  ...['[]', '[[]]', '[null]', '{}', '{"length":2}', '[[0,0.1],[0,0.1]]', '"\\ud800\\n"'],
];

/** What holds parts in JSON: an object or a list. */
type Holder = {[key: string]: Holder};

/** Every path to a part of it. */
function pathsIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [
    [key],
    ...pathsIn(part).map(rest => [key, ...rest]),
  ]);
}

/**
 * JSON in which one part is another, or is not there.
 * @param stranger JSON; null: none
 */
function changed(header: Holder, place: string[], stranger: string | null) {
  const copy = structuredClone(header);
  const key = place.at(-1) as string;
  const holder: Record<string, unknown> = place
    .slice(0, -1)
    .reduce((part, each) => part[each], copy);
  if (stranger === null) delete holder[key];
  else holder[key] = '@@';
  return JSON.stringify(copy).replace('"@@"', () => stranger ?? '');
}

for (const settings of [
  {n: 4, optimizer: 'amsgrad', lr: 0.01, batch: 4},
  {model: 'recurrent', units: 2, nperseg: 16, hop: 16, optimizer: 'adam'},
]) {
  test(`a saved run of ${settings.model ?? 'dft'} with anything in the place of any part is read, or refused in our words`, async t => {
    const run = createRun(t, settings);
    await run.step(1);
    await run.setLearningRate(0.005);
    const {json, records} = await contentOf(run);
    const before = await digest(run);
    const header = JSON.parse(json);
    let refused = 0;
    for (const place of pathsIn(header)) {
      for (const stranger of [null, ...strangers]) {
        if (await refusal(run, fileOf(changed(header, place, stranger), records))) refused++;
      }
    }
    assert.ok(refused > 400, `${refused} were refused`);
    assert.equal(await refusal(run, fileOf(json, records)), null);
    assert.equal(await digest(run), before);
  });
}

/** What else may be in a file, and what is said of it. */
const files: Record<
  string,
  [(content: {json: string; records: Uint8Array[]}) => Uint8Array, RegExp]
> = {
  'null for a header': [
    ({records}) => fileOf('null', records),
    / its header says nothing of a run/,
  ],
  'a list for a header': [
    ({records}) => fileOf('[1]', records),
    / its header says nothing of a run/,
  ],
  'text for a header': [({records}) => fileOf('{"n":', records), / its header cannot be read/],
  'an empty header': [({records}) => fileOf('{}', records), / does not say how many arrays it has/],
  'a number as text': [
    ({json, records}) => fileOf(json.replace('"n":4', '"n":"4"'), records),
    /^: n=4 is not possible: allowed is 4, 8, .*, not a text\.$/,
  ],
  'a missing step': [
    ({json, records}) => fileOf(json.replace(/"step":3,"records"/, '"records"'), records),
    /^: step=nothing of a saved state: allowed is a whole number from 0 to 8796093022208\.$/,
  ],
  'steps that no run reaches': [
    ({json, records}) =>
      fileOf(json.replace(/"step":3,"records"/, '"step":1e15,"records"'), records),
    /^: step=1000000000000000 of a saved state: allowed is .* 8796093022208/,
  ],
  'a key that every object inherits': [
    ({json, records}) =>
      fileOf(json.replace('"settings":{', '"settings":{"__proto__":1,'), records),
    /^: __proto__ is not a setting/,
  ],
  'an empty record': [
    ({json, records}) => fileOf(json, [record(new Uint8Array(0)), ...records]),
    / is damaged: a record of 0 bytes holds no array\.$/,
  ],
  'a record of odd length': [
    ({json, records}) => fileOf(json, [record(new Uint8Array(13)), ...records]),
    / is damaged: a record of 13 bytes holds no array\.$/,
  ],
  'an array of another model': [
    ({json, records}) => fileOf(json, [record(new Uint8Array(12)), ...records.slice(1)]),
    / holds an array that does not belong to its model: 0 of unit 0, of 1 values\.$/,
  ],
  'an array twice': [
    ({json, records}) => fileOf(json, [records[0], ...records.slice(0, -1)]),
    / holds an array that does not belong to its model/,
  ],
  'an array less than it says': [
    ({json, records}) => fileOf(json, records.slice(1)),
    / is truncated: it has \d+ of \d+ arrays\.$/,
  ],
};

test('each fault of a file is named, and the run stays as it is', async t => {
  const run = createRun(t, {n: 4, optimizer: 'amsgrad', lr: 0.01, batch: 4});
  await run.step(3);
  const content = await contentOf(run);
  const before = await digest(run);
  for (const [what, [make, message]] of Object.entries(files)) {
    assert.match((await refusal(run, make(content))) ?? 'it is read', message, what);
  }
  assert.equal(await digest(run), before);
});

test('a run of as many steps as there may be is opened at once', async t => {
  const run = createRun(t, {n: 4, optimizer: 'adam', lr: 0.01, batch: 4});
  await run.step(3);
  const {json, records} = await contentOf(run);
  const late = json.replace(/"step":3,"records"/, `"step":${2 ** 43},"records"`);
  assert.notEqual(late, json);
  assert.equal(await refusal(run, fileOf(late, records)), null);
  assert.equal(run.progress.step, 2 ** 43);
});
