#include "linalg/kernels/kernel.h"

namespace fourier_net {

void portable_kernel(int k, const float* a, const float* b, float* c, int accumulate) {
  float sum[kTileRows][kTileColumns] = {};
  for (int p = 0; p < k; ++p, a += kTileRows, b += kTileColumns) {
    for (int i = 0; i < kTileRows; ++i) {
      for (int j = 0; j < kTileColumns; ++j) sum[i][j] += a[i] * b[j];
    }
  }
  for (int i = 0; i < kTileRows; ++i) {
    for (int j = 0; j < kTileColumns; ++j, ++c) {
      *c = accumulate ? *c + sum[i][j] : sum[i][j];
    }
  }
}

}  // namespace fourier_net
