import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Watched} from '../../web/runs/playable.ts';
import type {State} from '../../web/engine/protocol.ts';

/** Something that plays, and writes down what it is told. */
class Work extends EventTarget {
  told: string[] = [];
  state: State = 'idle';
  isAwaited = false;

  enter(state: State) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }

  async pause() {
    this.told.push('pause');
    this.enter('paused');
  }

  async resume() {
    this.told.push('resume');
    this.enter('running');
  }

  async release() {
    this.told.push('release');
  }

  async end() {
    this.told.push('end');
  }
}

/** Work that so many figures show. */
function watched(count: number) {
  const work = new Work();
  const shared = new Watched(work, async () => void work.told.push('come near'));
  const figures = Array.from({length: count}, () => {
    const gone = new AbortController();
    return {see: shared.show(gone.signal), remove: () => gone.abort()};
  });
  return {work, shared, figures};
}

test('it comes near with the first that is seen, and is released with the last', () => {
  const {work, figures} = watched(2);
  const [one, two] = figures;
  one.see(false);
  assert.deepEqual(work.told, ['release']);
  two.see(true);
  one.see(true);
  assert.deepEqual(work.told, ['release', 'come near']);
  two.see(false);
  assert.deepEqual(work.told, ['release', 'come near']);
  one.see(false);
  assert.deepEqual(work.told, ['release', 'come near', 'release']);
});

test('it works while any is seen, waits while none is, and goes on with any', () => {
  const {work, figures} = watched(2);
  const [one, two] = figures;
  one.see(true);
  two.see(true);
  work.enter('running');
  work.told.length = 0;
  one.see(false);
  assert.deepEqual(work.told, []);
  two.see(false);
  assert.deepEqual(work.told, ['pause']);
  one.see(true);
  assert.deepEqual([work.told, work.state], [['pause', 'resume'], 'running']);
});

test('what was paused by someone does not go on by being seen', async () => {
  const {work, figures} = watched(1);
  const [one] = figures;
  one.see(true);
  work.enter('running');
  await work.pause();
  one.see(false);
  one.see(true);
  assert.ok(!work.told.includes('resume'), work.told.join());
});

test('what was paused unseen, and begun anew, does not go on by being seen', () => {
  const {work, figures} = watched(1);
  const [one] = figures;
  one.see(true);
  work.enter('running');
  one.see(false);
  work.enter('idle');
  work.told.length = 0;
  one.see(true);
  assert.deepEqual(work.told, ['come near']);
});

test('what begins unseen waits, unless someone awaits its end, or nobody knows yet', () => {
  for (const [seen, isAwaited, waits] of [
    [false, false, true],
    [false, true, false],
    [true, false, false],
    [null, false, false],
  ] as const) {
    const {work, figures} = watched(1);
    if (seen !== null) figures[0].see(seen);
    work.isAwaited = isAwaited;
    work.enter('running');
    assert.equal(work.state, waits ? 'paused' : 'running', `${seen} ${isAwaited}`);
  }
});

test('what someone waits for is done though it goes out of sight', () => {
  const {work, figures} = watched(1);
  const [one] = figures;
  one.see(true);
  work.isAwaited = true;
  work.enter('running');
  work.told.length = 0;
  one.see(false);
  assert.deepEqual(work.told, []);
  work.isAwaited = false;
  work.enter('paused');
  one.see(true);
  assert.deepEqual(work.told, ['come near'], 'not resumed: it is done');
});

test('one of two that is removed while it works takes nothing from the other', () => {
  const {work, shared, figures} = watched(2);
  const [one, two] = figures;
  one.see(true);
  two.see(true);
  work.enter('running');
  work.told.length = 0;
  one.remove();
  assert.deepEqual([work.told, work.state, shared.viewers], [[], 'running', 1]);
  two.see(false);
  assert.deepEqual(work.told, ['pause']);
});

test('when the seen one of two is removed, it waits until the other is seen', () => {
  const {work, figures} = watched(2);
  const [one, two] = figures;
  one.see(true);
  two.see(false);
  work.enter('running');
  work.told.length = 0;
  one.remove();
  assert.deepEqual(work.told, ['pause']);
  two.see(true);
  assert.deepEqual(work.told, ['pause', 'resume']);
});

test('it ends with the last, whichever that is, and only then', () => {
  const {work, shared, figures} = watched(3);
  for (const {see} of figures) see(true);
  work.enter('running');
  work.told.length = 0;
  figures[1].remove();
  figures[0].remove();
  assert.deepEqual([work.told, shared.ended.aborted], [[], false]);
  figures[2].remove();
  assert.deepEqual([work.told, shared.ended.aborted], [['end'], true]);
});
