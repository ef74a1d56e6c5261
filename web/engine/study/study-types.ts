/**
 * Types of what cpp/bindings/study.cpp registers.
 */

/** A recurrent cell, see cpp/study/cell.h. */
export interface Cell {
  /** [[A, C], [B, 0]] (hidden + hop, hidden + outputs), row by row */
  weights: Float32Array;
  hidden: number;
  hop: number;
  outputs: number;
}

export interface Eigenvalues {
  real: ArrayLike<number>;
  imaginary: ArrayLike<number>;
  /** why there are none; empty: there are */
  problem?: string;
}

/** A sound that comes in pieces, see cpp/study/cell.h; delete() it when done. */
interface Stream {
  /** (hops, outputs) */
  hear: (piece: Float32Array) => Float32Array;
  delete: () => void;
}

export interface Study {
  Stream: new (cell: Cell) => Stream;
  /** (lags, outputs) */
  impulseResponse: (cell: Cell, lags: number) => Float32Array;
  /** (hops, outputs) */
  framesOf: (cell: Cell, sound: Float32Array) => Float32Array;
  /** (hops, outputs); the response (lags, outputs) */
  framesByResponse: (
    response: Float32Array,
    sound: Float32Array,
    hop: number,
    outputs: number,
  ) => Float32Array;
  /** of its A */
  eigenvalues: (cell: Cell) => Eigenvalues;
}
