import {spawn} from 'node:child_process';
import {watch} from 'node:fs';

/** Milliseconds without another change after which it builds: editors write in several steps. */
const pause = 100;

/**
 * Builds once files in these folders have changed, one build after the other.
 * @param options command: what builds; tell: is given a line for each build
 * @returns to be called when nothing is to be built any more
 */
export function buildAfterChanges(
  folders: readonly string[],
  {command, tell}: {command: string; tell: (line: string) => void},
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBuilding = false;
  let hasChanged = false;

  function onChange() {
    hasChanged = true;
    clearTimeout(timer);
    timer = setTimeout(build, pause);
  }

  function build() {
    if (isBuilding || !hasChanged) return;
    [isBuilding, hasChanged] = [true, false];
    const begin = performance.now();
    const end = (outcome: string, advice = '') => {
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      tell(`${outcome} after ${seconds} s${advice}`);
      isBuilding = false;
      build(); // what has changed meanwhile
    };
    const child = spawn(command, {stdio: ['ignore', 'ignore', 'inherit']});
    child.once('error', error => end(`not built (${error.message})`));
    child.once('exit', code => (code === 0 ? end('built', ': reload the page') : end('not built')));
  }

  const watchers = folders.map(folder => watch(folder, {recursive: true}, onChange));
  return () => {
    clearTimeout(timer);
    hasChanged = false;
    for (const watcher of watchers) watcher.close();
  };
}
