#include "linalg/strided.h"

#include "simd/vectors.h"

namespace fourier_net {

template <typename Scalar>
void multiply(const Strided<Scalar>& left, const PackedRight<Scalar>& right,
              const Strided<Scalar>& product, Scalar keep) {
  using Vector __attribute__((vector_size(16))) = Scalar;
  constexpr Index kHeight = 4, kLanes = Index{sizeof(Vector) / sizeof(Scalar)};
  constexpr Index kWidth = PackedRight<Scalar>::kWidth, kVectors = kWidth / kLanes;
  for (Index panel = 0; panel < right.panels(); ++panel) {
    const Index width = std::min(kWidth, right.columns() - panel * kWidth);
    for (Index row = 0; row < left.rows; row += kHeight) {
      // Where there are less than four rows left, the last one is done again.
      const Index height = std::min(kHeight, left.rows - row);
      const Scalar* from[kHeight];
      for (Index i = 0; i < kHeight; ++i) from[i] = left.at(row + std::min(i, height - 1), 0);
      Vector sums[kHeight][kVectors] = {};
      const Scalar* b = right.panel(panel);
      for (Index p = 0; p < right.rows(); ++p, b += kWidth) {
        for (Index i = 0; i < kHeight; ++i) {
          const Scalar a = from[i][p * left.column_step];
          for (Index v = 0; v < kVectors; ++v) {
            sums[i][v] += a * simd::load<Vector>(b + v * kLanes);
          }
        }
      }
      for (Index i = 0; i < height; ++i) {
        Scalar tile[kWidth];
        for (Index v = 0; v < kVectors; ++v) simd::store(tile + v * kLanes, sums[i][v]);
        for (Index j = 0; j < width; ++j) {
          Scalar* value = product.at(row + i, panel * kWidth + j);
          *value = keep == Scalar(0) ? tile[j] : keep * *value + tile[j];
        }
      }
    }
  }
}

template void multiply(const Strided<float>&, const PackedRight<float>&, const Strided<float>&,
                       float);
template void multiply(const Strided<double>&, const PackedRight<double>&, const Strided<double>&,
                       double);

}  // namespace fourier_net
