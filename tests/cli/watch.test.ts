import assert from 'node:assert/strict';
import {EventEmitter, once} from 'node:events';
import {chmod, mkdir, readFile, writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import {buildAfterChanges} from '../../scripts/watch.ts';
import {createFolder} from './run-cli.ts';
import type {TestContext} from 'node:test';

/** A folder that is watched, and a command that writes down what it finds there. */
async function watched(t: TestContext, script: (path: (name: string) => string) => string) {
  const path = await createFolder(t);
  await mkdir(path('web'));
  await writeFile(path('web/a.txt'), 'first');
  await writeFile(path('build'), `#!/bin/sh\n${script(path)}\n`);
  await chmod(path('build'), 0o755);
  const told = new EventEmitter();
  const stop = buildAfterChanges([path('web')], {
    command: path('build'),
    tell: line => void told.emit('line', line),
  });
  t.after(stop);
  return {path, told, change: (text: string) => writeFile(path('web/a.txt'), text)};
}

test('a change is built, and the next', async t => {
  const {path, told, change} = await watched(
    t,
    at => `cat '${at('web/a.txt')}' >> '${at('log')}'; echo >> '${at('log')}'`,
  );
  for (const text of ['second', 'third']) {
    const line = once(told, 'line');
    await change(text);
    assert.match(String(await line), /^built after [\d.]+ s: reload the page$/);
  }
  // Where a write is seen in two steps, it may be built twice.
  assert.match(await readFile(path('log'), 'utf8'), /^(second\n)+(third\n)+$/);
});

test('what changes while it builds is built after that', async t => {
  // The first build waits until there is another change.
  const {path, told, change} = await watched(
    t,
    at =>
      `echo begun >> '${at('log')}'; ` +
      `until grep -q last '${at('web/a.txt')}'; do sleep 0.01; done; echo ended >> '${at('log')}'`,
  );
  const lines: string[] = [];
  const two = new Promise<void>(resolve =>
    told.on('line', line => lines.push(line) === 2 && resolve()),
  );
  await change('second');
  const log = () => readFile(path('log'), 'utf8').catch(() => '');
  while (!(await log()).includes('begun')) await new Promise(setImmediate);
  await change('last');
  await two;
  assert.match(await log(), /^begun\nended\n(begun\nended\n)+$/);
});

test('a build that fails, or cannot be begun, is told, and the next change is built', async t => {
  const {path, told, change} = await watched(t, at => `grep -q good '${at('web/a.txt')}'`);
  const outcome = async (text: string) => {
    const line = once(told, 'line');
    await change(text);
    return String(await line).replace(/ after .*/, '');
  };
  assert.equal(await outcome('bad'), 'not built');
  assert.equal(await outcome('good'), 'built');
  await chmod(path('build'), 0o644);
  assert.match(await outcome('good again'), /^not built \(.*EACCES/);
});
