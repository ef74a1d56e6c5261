import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
  chmod,
  lstat,
  mkdir,
  readFile,
  readdir,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import {after, before, test} from 'node:test';
import {checkPaths} from '../../scripts/cli/paths.ts';
import {writeTarget} from '../../scripts/cli/targets.ts';
import {cli, createFolder, fourierNet} from './run-cli.ts';
import type {UsageError} from '../../scripts/cli/errors.ts';

const path = await createFolder({after});
const settings = ['train', '--n', '16', '--kernel', 'simd128'];

before(async () => {
  await mkdir(path('folder'));
  await writeFile(path('file'), 'of before');
  await writeFile(path('read-only'), 'of before');
  await chmod(path('read-only'), 0o444);
  await symlink('file', path('link'));
  await symlink('circle', path('circle'));
});

/**
 * What is refused: paths that are read and written, and what is said of them; @ is the folder.
 */
const refused: Record<string, [reads: string[], writes: string[], message: RegExp]> = {
  'an empty path to write': [[], [''], /^W0 is an empty path: a file has to be named\.$/],
  'an empty path to read': [[''], [], /^R0 is an empty path/],
  'a missing file to read': [['@none'], [], /none cannot be read \(no such file or folder\)\.$/],
  'a folder to read': [['@folder'], [], /folder cannot be read \(it is a folder\)/],
  'an endless device to read': [['/dev/zero'], [], /zero cannot be read \(it is a device\)/],
  'links that lead to themselves, to read': [
    ['@circle'],
    [],
    /read \(its links lead in a circle\)/,
  ],
  'a folder to write': [[], ['@folder'], /folder cannot be written \(it is a folder\)/],
  'a folder that is not there': [[], ['@new/'], /new\/ cannot be written \(it would be a folder\)/],
  'a missing folder': [[], ['@none/file'], /cannot be written \(no such file or folder\)/],
  'a file for a folder': [[], ['@file/file'], /\(a part of the path is not a folder\)/],
  'a name that is too long': [[], [`@${'n'.repeat(300)}`], /\(the name is too long\)/],
  'a file that is read-only': [
    [],
    ['@read-only'],
    /read-only cannot be written \(it is read-only\)/,
  ],
  'a device that is always full': [[], ['/dev/full'], /full cannot be written \(it is a device\)/],
  'a place that makes no files': [[], ['/proc/file'], /\/proc\/file cannot be written \([a-z ]+\)/],
  'links that lead to themselves': [[], ['@circle'], /written \(its links lead in a circle\)/],
  'one file for two': [[], ['@new', '@./new'], /^W1 and W0 are one file, .*new: two are needed/],
  'one file for two, by a link': [[], ['@file', '@link'], /^W1 and W0 are one file/],
  'what is read, to write': [['@file'], ['@link'], /^W0 and R0 are one file, .*file: two/],
  'the unfinished form of another': [
    [],
    ['@new', '@new.part'],
    /^W1 and W0 are one file, .*\.part/,
  ],
};

function named(letter: string, files: string[]) {
  return Object.fromEntries(
    files.map((file, i) => [`${letter}${i}`, file.replace(/^@/, `${path('')}/`)]),
  );
}

for (const [what, [reads, writes, message]] of Object.entries(refused)) {
  test(`${what} is refused before any work begins`, async () => {
    const before = await readdir(path(''));
    const checked = checkPaths({reads: named('R', reads), writes: named('W', writes)});
    await assert.rejects(checked, error => {
      const {message: said, status} = error as UsageError;
      assert.match(said, message);
      assert.equal(status, 2);
      return true;
    });
    assert.deepEqual(await readdir(path('')), before, 'nothing is left behind');
  });
}

test('good paths pass and leave everything as it is', async () => {
  const before = await readdir(path(''));
  await checkPaths({
    reads: {R: path('file'), none: undefined},
    writes: {W: path('new'), V: '/dev/null', U: '/dev/null', flag: true},
  });
  await checkPaths({reads: {R: path('file')}, writes: {W: path('link')}, replaces: ['R', 'W']});
  assert.deepEqual(await readdir(path('')), before);
  assert.equal(await readFile(path('file'), 'utf8'), 'of before');
});

test('what is written goes where a link leads, and keeps the mode that was there', async () => {
  await writeFile(path('target'), 'of before');
  await chmod(path('target'), 0o640);
  await symlink('target', path('to-target'));
  await symlink('nothing-yet', path('to-nothing'));
  for (const name of ['to-target', 'to-nothing']) {
    await writeTarget(path(name), write => write(Buffer.from('new')));
    assert.ok((await lstat(path(name))).isSymbolicLink());
    assert.equal(await readFile(path(name), 'utf8'), 'new');
  }
  assert.equal(await readlink(path('to-target')), 'target');
  assert.equal((await stat(path('target'))).mode & 0o777, 0o640);
});

test('what was there before stays where the new one fails half way', async () => {
  const fails = writeTarget(path('file'), async write => {
    await write(Buffer.from('half'));
    throw new RangeError('of the run');
  });
  await assert.rejects(fails, RangeError);
  assert.equal(await readFile(path('file'), 'utf8'), 'of before');
  assert.ok(!(await readdir(path(''))).includes('file.part'));
});

/** One line each, status 2, nothing on stdout. */
const commands: [string[], RegExp][] = [
  [['train', '--n', '4', '--save', ''], /^fourier-net: --save is an empty path/],
  [['train', '--resume', path('folder')], /folder cannot be read \(it is a folder\)\.\n$/],
  [['train', '--model', 'own', '--matrix', path('folder')], /folder cannot be read \(it is a/],
  [['stft', path('file'), path('file')], /OUT\.npy and IN\.npy are one file/],
  [['predict', path('file'), '', path('new')], /IN\.npy is an empty path/],
];

test('each command checks its paths', async () => {
  for (const [args, message] of commands) {
    const {status, stdout, stderr} = await fourierNet(...args);
    assert.match(stderr, /^fourier-net: [^\n]+\n$/);
    assert.match(stderr, message);
    assert.deepEqual([status, stdout], [2, '']);
  }
});

test('a checkpoint goes on in its own file, by a link too', async () => {
  await symlink('linked.run', path('link.run'));
  await fourierNet(...settings, '--steps', '3', '--checkpoint', path('link.run'));
  await chmod(path('linked.run'), 0o600);
  const again = ['--resume', path('link.run'), '--checkpoint', path('link.run')];
  const {status, stderr} = await fourierNet('train', '--steps', '5', ...again);
  assert.deepEqual([status, stderr], [0, '']);
  assert.ok((await lstat(path('link.run'))).isSymbolicLink());
  assert.equal((await stat(path('linked.run'))).mode & 0o777, 0o600);
});

/** Training whose weights find no folder any more. */
const failures: [string, string[], RegExp][] = [
  [
    'lost',
    [],
    /gone\/W\.npy could not be written \(no such file or folder\)\. What was learned in 900 steps is lost\. With --checkpoint F the run would have been kept\.$/,
  ],
  [
    'in the run',
    ['--checkpoint', path('kept.run')],
    /\(no such file or folder\)\. --resume .*kept\.run --steps 900 --save F writes the weights elsewhere\.$/,
  ],
];

for (const [where, more, message] of failures) {
  test(`a folder that goes while it trains: what was learned is ${where}, with status 1`, async () => {
    await mkdir(path('gone'));
    const args = [...settings, '--steps', '900', '--json', '--save', path('gone/W.npy'), ...more];
    const child = spawn(process.execPath, [cli, ...args], {timeout: 60000, killSignal: 'SIGKILL'});
    let said = '';
    child.stderr.on('data', data => (said += data));
    await once(child.stdout, 'data');
    child.kill('SIGSTOP');
    await rm(path('gone'), {recursive: true});
    child.kill('SIGCONT');
    child.stdout.resume();
    const [status] = await once(child, 'close');
    assert.match(said.trimEnd(), message);
    assert.equal(status, 1);
  });
}
