import {trainingMemory} from '../engine/shard-memory.js';
import {cellOf} from '../settings/cell.js';

/** @typedef {import('../settings/table.js').Settings} Settings */

/** What the core says of the two networks that make spectrograms: cpp/task/spectrogram_task.h. */
const shapes = {
  spectrogram: {inputs: 2048, outputs: 8514, units: 33, rows: 2048, columns: 8514},
  shared: {inputs: 256, outputs: 258, units: 129, rows: 256, columns: 258},
};

/**
 * Bytes that the core is asked for before such a network is trained: see engine/shard-memory.js.
 * @param {keyof typeof shapes} model
 * @param {Settings} settings
 * @param {number} workers
 */
export function memoryToTrain(model, settings, workers) {
  const {optimizer, batch, examples} = settings;
  const held = examples === 'streaming' ? 0 : examples;
  const training = {model, optimizer, batch, examples: held, ...cellOf(settings)};
  return trainingMemory(training, shapes[model], workers);
}
