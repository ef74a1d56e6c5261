/**
 * The smoothest curve through samples that repeat: the one wave of no more than half the sampling rate
 * that goes through all of them,
 *
 * x(t) = sum over m of x[m] D(t - m), D(t) = sin(pi t) / (n tan(pi t / n)) (n even; D(0) = 1).
 *
 * @param values x, of even length n
 * @param factor points a sample
 * @returns x at 0, 1 / factor, 2 / factor, ..., n - 1
 */
export function bandLimited(values: Float32Array, factor: number): Float32Array {
  const n = values.length;
  const kernel = kernelOf(n, factor);
  const curve = new Float32Array((n - 1) * factor + 1);
  for (let at = 0; at < curve.length; at++) {
    let sum = 0;
    for (let m = 0; m < n; m++) {
      const from = at - m * factor;
      sum += values[m] * kernel[from < 0 ? from + n * factor : from];
    }
    curve[at] = sum;
  }
  return curve;
}

/** D at 0, 1 / factor, ..., over a whole period. */
function kernelOf(n: number, factor: number) {
  const kernel = new Float64Array(n * factor);
  for (let i = 0; i < kernel.length; i++) {
    const t = i / factor;
    // Exactly 0 at the other samples, where rounding would leave a little.
    if (i % factor === 0) kernel[i] = i === 0 ? 1 : 0;
    else kernel[i] = Math.sin(Math.PI * t) / (n * Math.tan((Math.PI * t) / n));
  }
  return kernel;
}
