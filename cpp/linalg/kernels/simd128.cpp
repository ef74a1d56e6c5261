#include "linalg/kernels/kernel.h"

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>

namespace fourier_net {

/// 8 of the 16 vector registers hold the tile, 2 a row of b; a is splat from memory.
void simd128_kernel(int k, const float* a, const float* b, float* c, int accumulate) {
  v128_t c00 = wasm_f32x4_const_splat(0.0F), c01 = c00, c10 = c00, c11 = c00;
  v128_t c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  for (int p = 0; p < k; ++p, a += kTileRows, b += kTileColumns) {
    const v128_t b0 = wasm_v128_load(b), b1 = wasm_v128_load(b + 4);
    const v128_t a0 = wasm_v128_load32_splat(a), a1 = wasm_v128_load32_splat(a + 1);
    c00 = wasm_f32x4_add(c00, wasm_f32x4_mul(a0, b0));
    c01 = wasm_f32x4_add(c01, wasm_f32x4_mul(a0, b1));
    c10 = wasm_f32x4_add(c10, wasm_f32x4_mul(a1, b0));
    c11 = wasm_f32x4_add(c11, wasm_f32x4_mul(a1, b1));
    const v128_t a2 = wasm_v128_load32_splat(a + 2), a3 = wasm_v128_load32_splat(a + 3);
    c20 = wasm_f32x4_add(c20, wasm_f32x4_mul(a2, b0));
    c21 = wasm_f32x4_add(c21, wasm_f32x4_mul(a2, b1));
    c30 = wasm_f32x4_add(c30, wasm_f32x4_mul(a3, b0));
    c31 = wasm_f32x4_add(c31, wasm_f32x4_mul(a3, b1));
  }
  const v128_t tile[8] = {c00, c01, c10, c11, c20, c21, c30, c31};
  for (int i = 0; i < 8; ++i, c += 4) {
    wasm_v128_store(c, accumulate ? wasm_f32x4_add(wasm_v128_load(c), tile[i]) : tile[i]);
  }
}

}  // namespace fourier_net
#endif
