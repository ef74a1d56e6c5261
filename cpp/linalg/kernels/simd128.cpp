#if defined(__wasm_simd128__)
#include "linalg/kernels/kernel.h"
#include "linalg/kernels/vector_tile.h"

namespace fourier_net {

void simd128_kernel(int k, const float* a, const float* b, float* c, int accumulate) {
  vector_tile<4>(k, a, b, c, accumulate, [](v128_t x, v128_t y, v128_t z) {
    return wasm_f32x4_add(wasm_f32x4_mul(x, y), z);
  });
}

}  // namespace fourier_net
#endif
