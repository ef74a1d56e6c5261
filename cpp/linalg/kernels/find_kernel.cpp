#include <cstring>

#include "linalg/kernels/kernel.h"

namespace fourier_net {
namespace {

struct NamedKernel {
  const char* name;
  Microkernel kernel;  ///< Null where there is none.
};

/// The fastest first.
NamedKernel kernels[] = {
    {"relaxed", nullptr},
#if defined(__wasm_simd128__)
    {"simd128", simd128_kernel},
#endif
    {"portable", portable_kernel},
};

const NamedKernel* find(const char* name) {
  const bool any = std::strcmp(name, "auto") == 0;
  for (const NamedKernel& candidate : kernels) {
    if (candidate.kernel != nullptr && (any || std::strcmp(name, candidate.name) == 0)) {
      return &candidate;
    }
  }
  return nullptr;
}

}  // namespace

void use_relaxed_kernel(Microkernel kernel) { kernels[0].kernel = kernel; }

Microkernel find_kernel(const char* name) {
  const NamedKernel* found = find(name);
  return found != nullptr ? found->kernel : nullptr;
}

const char* kernel_in_use(const char* name) {
  const NamedKernel* found = find(name);
  return found != nullptr ? found->name : "";
}

}  // namespace fourier_net
