import {inMegabytes} from '../engine/shard-memory.js';

/** @typedef {import('../engine/run.js').Run} Run */
/** @typedef {import('./figure-kind.js').Readouts} Readouts */

/** Bytes that a tab needs beside training, about. */
const bytesBeside = 120e6;

/** Part of a device's memory that one tab can count on. */
const shareOfMemory = 1 / 4;

/**
 * @typedef {object} Device
 * @property {number} [memory] bytes, where the browser tells
 * @property {boolean} isPhone
 * @property {boolean} onBattery
 */

/**
 * Why to ask before so large a run starts; empty: nothing speaks against it.
 * @param {number} bytes that training takes
 * @param {Device} device
 * @returns {string}
 */
export function reasonToAsk(bytes, {memory = Infinity, isPhone, onBattery}) {
  if (bytes + bytesBeside > memory * shareOfMemory) {
    const has = `${Number((memory / 1e9).toPrecision(2))} GB`;
    return `This device reports ${has} of memory, and training takes ${inMegabytes(bytes)}: it may not fit.`;
  }
  if (isPhone) {
    return `On a phone this is hard work: ${inMegabytes(bytes)} of memory, and every core for minutes.`;
  }
  if (onBattery) {
    return `This device runs on its battery: training keeps every core busy for minutes.`;
  }
  return '';
}

/**
 * The question before a large run starts on a device that may not bear it.
 * @param {{root: ParentNode, run: Run, readouts: Readouts, bytes: () => number}} parts
 */
export function addStartQuestion({root, run, readouts, bytes}) {
  const question = /** @type {HTMLElement} */ (root.querySelector("[data-part='question']"));
  let answered = false;

  function answer() {
    answered = true;
    question.hidden = true;
  }

  return {
    /** Whether training may start now; if not, the question is shown. */
    async mayStart() {
      if (answered || run.floor !== null) return true;
      const reason = reasonToAsk(bytes(), await thisDevice());
      if (reason === '') return true;
      readouts.write('question', reason);
      question.hidden = false;
      question.querySelector('button')?.focus();
      return false;
    },

    actions: {
      async 'start-anyway'() {
        answer();
        await run.play();
      },
      async 'start-lms'() {
        answer();
        await run.configure({optimizer: 'lms', lr: null});
        await run.play();
      },
    },
  };
}

/** @returns {Promise<Device>} as far as the browser tells */
async function thisDevice() {
  const {deviceMemory} = /** @type {any} */ (navigator);
  const battery = await thisBattery();
  return {
    memory: deviceMemory && deviceMemory * 2 ** 30,
    isPhone: matchMedia('(pointer: coarse) and (max-width: 640px)').matches,
    onBattery: battery ? !battery.charging : false,
  };
}

/** @returns {Promise<{charging: boolean} | null>} null where the browser does not tell */
async function thisBattery() {
  try {
    return (await /** @type {any} */ (navigator).getBattery?.()) ?? null;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // a frame that may not know
    return null;
  }
}
