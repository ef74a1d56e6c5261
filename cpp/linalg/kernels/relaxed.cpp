// A WebAssembly module of its own, beside the core: the core's compiler may not know relaxed SIMD,
// nor every browser. It works on the core's memory, and has no stack, data or library.
#if defined(__wasm_relaxed_simd__)
#include "linalg/kernels/vector_tile.h"

/// A Microkernel with one rounding a multiply-add, where the processor fuses them.
extern "C" void kernel(int k, const float* a, const float* b, float* c, int accumulate) {
  fourier_net::vector_tile<1>(k, a, b, c, accumulate, [](v128_t x, v128_t y, v128_t z) {
    return wasm_f32x4_relaxed_madd(x, y, z);
  });
}
#endif
