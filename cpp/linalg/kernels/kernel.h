#pragma once

#include "linalg/panels.h"

namespace fourier_net {

/// One tile of a product: c[4][8] += sum_{p=0}^{k-1} a[p][0..3] outer b[p][0..7], or = where
/// `accumulate` is 0. The sum runs over ascending p from zero and is then added to c, with one
/// rounding a multiplication and one an addition: every kernel that says it is reproducible gives
/// the same bits. `a` and `b` are stretches of panels, `c` is 32 floats, row after row.
using Microkernel = void (*)(int k, const float* a, const float* b, float* c, int accumulate);

/// The same sums in plain C++: the oracle, and the kernel of native builds.
void portable_kernel(int k, const float* a, const float* b, float* c, int accumulate);

#if defined(__wasm_simd128__)
/// WebAssembly simd128; bit-identical to `portable_kernel`.
void simd128_kernel(int k, const float* a, const float* b, float* c, int accumulate);
#endif

/// Hands over a kernel that may fuse its multiply-adds (relaxed.cpp); null takes it away. It is
/// made at run time, where the machine can do it, and "auto" is then this one.
void use_relaxed_kernel(Microkernel kernel);

/// The kernel of that name ("auto" is the fastest there is); null when there is none so named.
Microkernel find_kernel(const char* name);

/// Name of the kernel that find_kernel gives: what "auto" is here.
const char* kernel_in_use(const char* name);

}  // namespace fourier_net
