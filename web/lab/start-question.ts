import {inMegabytes} from '../engine/shard-memory.ts';
import type {Run} from '../engine/run.ts';
import type {Readouts} from './panels.ts';

/** Bytes that a tab needs beside training, about. */
const bytesBeside = 120e6;

/** Part of a device's memory that one tab can count on. */
const shareOfMemory = 1 / 4;

interface Device {
  /** bytes, where the browser tells */
  memory?: number;
  isPhone: boolean;
  onBattery: boolean;
}

/**
 * Why to ask before so large a run starts; empty: nothing speaks against it.
 * @param bytes that training takes
 */
export function reasonToAsk(
  bytes: number,
  {memory = Infinity, isPhone, onBattery}: Device,
): string {
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

/** The question before a large run starts on a device that may not bear it. */
export function addStartQuestion({
  root,
  run,
  readouts,
  bytes,
}: {
  root: ParentNode;
  run: Run;
  readouts: Readouts;
  bytes: () => number;
}) {
  const question = root.querySelector("[data-part='question']") as HTMLElement;
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

/** @returns as far as the browser tells */
async function thisDevice(): Promise<Device> {
  const {deviceMemory} = navigator as Navigator & {deviceMemory?: number};
  const battery = await thisBattery();
  return {
    memory: deviceMemory && deviceMemory * 2 ** 30,
    isPhone: matchMedia('(pointer: coarse) and (max-width: 640px)').matches,
    onBattery: battery ? !battery.charging : false,
  };
}

/** Where the browser has it: https://www.w3.org/TR/battery-status/ */
type Batteries = Navigator & {getBattery?: () => Promise<{charging: boolean}>};

/** @returns null where the browser does not tell */
async function thisBattery(): Promise<{charging: boolean} | null> {
  try {
    return (await (navigator as Batteries).getBattery?.()) ?? null;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // a frame that may not know
    return null;
  }
}
