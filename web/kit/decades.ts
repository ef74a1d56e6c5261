/**
 * The log axis of the history: where it begins and ends, and which powers of ten it names.
 */

/**
 * The decades that hold all positive values, and the floor, so that the goal is in sight from the
 * start.
 */
export function decadeRange({
  batch,
  heldOut,
  weightError,
  floor,
}: Record<'batch' | 'heldOut' | 'weightError', {ys: ArrayLike<number>}> & {
  floor?: number | null;
}): [low: number, high: number] {
  let [low, high] = [Infinity, 0];
  const include = (value: number) => {
    if (!(value > 0) || !Number.isFinite(value)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const {ys} of [batch, heldOut, weightError]) {
    for (let i = 0; i < ys.length; i++) include(ys[i]);
  }
  if (floor) include(floor);
  include(1); // where the weight error starts
  const bottom = Math.floor(Math.log10(low));
  return [10 ** bottom, 10 ** Math.max(bottom + 1, Math.ceil(Math.log10(high)))];
}

/**
 * Every power of ten, or every second, fifth, tenth... one, as there is room.
 * @param most how many fit
 */
export function decades(low: number, high: number, most: number): number[] {
  const from = Math.round(Math.log10(low));
  const to = Math.round(Math.log10(high));
  const step = [1, 2, 3, 5, 10, 20, 50].find(each => (to - from) / each <= most) ?? 100;
  const ticks = [];
  for (let power = Math.ceil(from / step) * step; power <= to; power += step) {
    ticks.push(Number(`1e${power}`)); // 10 ** -3 is not exactly 1e-3 everywhere
  }
  return ticks;
}
