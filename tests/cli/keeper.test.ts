import assert from 'node:assert/strict';
import {readFile, readdir} from 'node:fs/promises';
import {test} from 'node:test';
import {createKeeper} from '../../scripts/cli/checkpoint.ts';
import {createFolder} from './run-cli.ts';

test('saves that are asked for at once are made one after the other, each whole', async t => {
  const path = await createFolder(t);
  let saves = 0;
  const run = {
    async save(write: (bytes: Uint8Array) => Promise<unknown>) {
      const digit = String(++saves);
      for (let piece = 0; piece < 5; piece++) {
        await write(Buffer.from(digit.repeat(3)));
        await new Promise(resolve => setTimeout(resolve, 2));
      }
    },
  };
  const keeper = createKeeper(run, path('run'));
  await Promise.all([keeper.save(), keeper.save(), keeper.save()]);
  assert.equal(await readFile(path('run'), 'utf8'), '3'.repeat(15));
  assert.deepEqual(await readdir(path('')), ['run']);
});
