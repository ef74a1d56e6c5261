/**
 * Types of what cpp/bindings/study.cpp registers.
 */

/**
 * A recurrent cell, see cpp/study/cell.h.
 * @typedef {object} Cell
 * @property {Float32Array} weights [[A, C], [B, 0]] (hidden + hop, hidden + outputs), row by row
 * @property {number} hidden
 * @property {number} hop
 * @property {number} outputs
 */

/**
 * @typedef {object} Eigenvalues
 * @property {ArrayLike<number>} real
 * @property {ArrayLike<number>} imaginary
 * @property {string} [problem] why there are none; empty: there are
 */

/**
 * A sound that comes in pieces, see cpp/study/cell.h; delete() it when done.
 * @typedef {object} Stream
 * @property {(piece: Float32Array) => Float32Array} hear (hops, outputs)
 * @property {() => void} delete
 */

/**
 * @typedef {object} Study
 * @property {new (cell: Cell) => Stream} Stream
 * @property {(cell: Cell, lags: number) => Float32Array} impulseResponse (lags, outputs)
 * @property {(cell: Cell, sound: Float32Array) => Float32Array} framesOf (hops, outputs)
 * @property {(response: Float32Array, sound: Float32Array, hop: number, outputs: number)
 *   => Float32Array} framesByResponse (hops, outputs); the response (lags, outputs)
 * @property {(cell: Cell) => Eigenvalues} eigenvalues of its A
 */

export {};
