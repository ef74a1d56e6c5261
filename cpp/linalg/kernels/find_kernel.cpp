#include <cstring>

#include "linalg/kernels/kernel.h"

namespace fourier_net {

Microkernel find_kernel(const char* name) {
#if defined(__wasm_simd128__)
  if (std::strcmp(name, "auto") == 0 || std::strcmp(name, "simd128") == 0) return simd128_kernel;
#else
  if (std::strcmp(name, "auto") == 0) return portable_kernel;
#endif
  if (std::strcmp(name, "portable") == 0) return portable_kernel;
  return nullptr;
}

}  // namespace fourier_net
