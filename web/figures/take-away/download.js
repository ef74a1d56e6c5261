/**
 * Hands a file to the browser as a download.
 * @param {Blob} content
 * @param {string} name
 */
export function download(content, name) {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address)); // after the download has taken it over
}

/**
 * What the files of a run are called, without their extension.
 * @param {Pick<import('../../engine/run.js').Run, 'settings' | 'progress'>} run
 */
export function nameOf({settings, progress}) {
  const {model, n, optimizer, seed} = settings;
  const size = model === 'dft' ? `-${n}` : '';
  return `${model}${size}-${optimizer}-seed-${seed}-step-${progress.step}`;
}
