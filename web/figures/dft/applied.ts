/**
 * What a layer makes of its inputs: y = x W.
 * @param x (inputs)
 * @param weights row-major (inputs, outputs)
 * @returns (outputs), summed in double precision
 */
export function applied(x: Float32Array, weights: Float32Array): Float32Array {
  const outputs = weights.length / x.length;
  const y = new Float64Array(outputs);
  for (let i = 0, at = 0; i < x.length; i++) {
    for (let j = 0; j < outputs; j++, at++) y[j] += x[i] * weights[at];
  }
  return Float32Array.from(y);
}
