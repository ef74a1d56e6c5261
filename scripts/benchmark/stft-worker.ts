import {instantiateCore} from '../../web/engine/worker/core.ts';
import {stftRates} from './stft-rates.ts';

// Times the STFT in a worker: {module, runs} to frames a second of each run.
self.addEventListener('message', async ({data: {module, runs}}) => {
  self.postMessage(stftRates(await instantiateCore(module), runs));
});
