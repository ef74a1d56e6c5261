import {trainingMemory} from '../engine/shard-memory.ts';
import {cellOf} from '../settings/cell.ts';
import type {Settings} from '../settings/table.ts';

/** What the core says of the two networks that make spectrograms: cpp/task/spectrogram_task.h. */
const shapes = {
  spectrogram: {inputs: 2048, outputs: 8514, units: 33, rows: 2048, columns: 8514},
  shared: {inputs: 256, outputs: 258, units: 129, rows: 256, columns: 258},
};

/**
 * Bytes that the core is asked for before such a network is trained: see engine/shard-memory.ts.
 */
export function memoryToTrain(model: keyof typeof shapes, settings: Settings, workers: number) {
  const {optimizer, batch, examples} = settings;
  const held = examples === 'streaming' ? 0 : examples;
  const training = {model, optimizer, batch, examples: held, ...cellOf(settings)};
  return trainingMemory(training, shapes[model], workers);
}
