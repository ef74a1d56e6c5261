import {instantiateCore} from '../../web/engine/core.js';
import {stftRates} from './stft-rates.js';

// Times the STFT in a worker: {module, runs} to frames a second of each run.
self.addEventListener('message', async ({data: {module, runs}}) => {
  self.postMessage(stftRates(await instantiateCore(module), runs));
});
