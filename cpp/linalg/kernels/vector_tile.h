#pragma once

#include <wasm_simd128.h>

#include "linalg/tile.h"

namespace fourier_net {

/// The Microkernel of WebAssembly's vectors; `multiply_add(a, b, c)` is a b + c. 8 of the 16 vector
/// registers hold the tile, 2 a row of b; a is splat from memory. One or four rows make a turn of
/// the loop, which may end after each: engines load all that a stretch without a jump needs before
/// they compute, and more than one row would not fit into the registers. Which is faster was
/// measured for each kernel.
template <int kRowsATurn, typename MultiplyAdd>
inline void vector_tile(int k, const float* a, const float* b, float* c, int accumulate,
                        MultiplyAdd multiply_add) {
  static_assert(kTileRows == 4 && kTileColumns == 8, "the tile that is written out here");
  v128_t c00 = wasm_f32x4_const_splat(0.0F), c01 = c00, c10 = c00, c11 = c00;
  v128_t c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  const float* last = a + kTileRows * (k - 1);
  // Adds the product of rows p of a and b; false when they are the last ones.
  const auto add_row = [&](int p) {
    const float *u = a + kTileRows * p, *v = b + kTileColumns * p;
    const v128_t b0 = wasm_v128_load(v), b1 = wasm_v128_load(v + 4);
    const v128_t a0 = wasm_v128_load32_splat(u), a1 = wasm_v128_load32_splat(u + 1);
    c00 = multiply_add(a0, b0, c00);
    c01 = multiply_add(a0, b1, c01);
    c10 = multiply_add(a1, b0, c10);
    c11 = multiply_add(a1, b1, c11);
    const v128_t a2 = wasm_v128_load32_splat(u + 2), a3 = wasm_v128_load32_splat(u + 3);
    c20 = multiply_add(a2, b0, c20);
    c21 = multiply_add(a2, b1, c21);
    c30 = multiply_add(a3, b0, c30);
    c31 = multiply_add(a3, b1, c31);
    return u != last;
  };
  static_assert(kRowsATurn == 1 || kRowsATurn == 4);
  while (add_row(0) && (kRowsATurn == 1 || (add_row(1) && add_row(2) && add_row(3)))) {
    a += kRowsATurn * kTileRows;
    b += kRowsATurn * kTileColumns;
  }
  const v128_t tile[8] = {c00, c01, c10, c11, c20, c21, c30, c31};
  for (int i = 0; i < 8; ++i, c += 4) {
    wasm_v128_store(c, accumulate ? wasm_f32x4_add(wasm_v128_load(c), tile[i]) : tile[i]);
  }
}

}  // namespace fourier_net
