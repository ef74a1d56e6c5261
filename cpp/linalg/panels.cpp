#include "linalg/panels.h"

#include <cstring>

#include "simd/vectors.h"

namespace fourier_net {

void pack_rows(const Eigen::Ref<const Rows>& rows, Index first, LeftPanels& panels) {
  const Index examples = rows.rows(), inputs = rows.cols();
  for (Index b = 0; b < examples; b += 4) {
    float* to = panels.at((first + b) / 4, 0);
    Index i = 0;
    if (examples - b >= 4) {
      for (; i + 4 <= inputs; i += 4, to += 16) {
        simd::F32x4 x[4];
        for (Index r = 0; r < 4; ++r) x[r] = simd::load<simd::F32x4>(row_of(rows, b + r) + i);
        simd::transpose(x[0], x[1], x[2], x[3]);
        std::memcpy(to, x, sizeof x);
      }
    }
    for (; i < inputs; ++i) {
      for (Index r = b; r < std::min(b + 4, examples); ++r) panels(i, first + r) = rows(r, i);
    }
  }
}

void pack_columns(const Eigen::Ref<const Rows>& rows, Index first, LeftPanels& panels) {
  const Index examples = rows.rows(), inputs = rows.cols();
  for (Index i = 0; i < inputs; i += 4) {
    const std::size_t bytes =
        sizeof(float) * static_cast<std::size_t>(std::min<Index>(4, inputs - i));
    for (Index b = 0; b < examples; ++b)
      std::memcpy(panels.at(i / 4, first + b), row_of(rows, b) + i, bytes);
  }
}

void copy_panels(const LeftPanels& from, RightPanels& to) {
  static_assert(kTileColumns % kTileRows == 0);
  constexpr Index kParts = kTileColumns / kTileRows;
  for (Index panel = 0; panel < from.panels(); ++panel) {
    const float* values = from.at(panel, 0);
    float* target = to.at(panel / kParts, 0) + panel % kParts * kTileRows;
    for (Index row = 0; row < from.rows(); ++row) {
      std::memcpy(target, values, sizeof(float) * kTileRows);
      values += kTileRows;
      target += kTileColumns;
    }
  }
}

void unpack_rows(const LeftPanels& panels, Index first, Rows& rows) {
  for (Index b = 0; b < rows.rows(); ++b) {
    const float* from = panels.at((first + b) / 4, 0) + (first + b) % 4;
    float* to = &rows(b, 0);
    for (Index i = 0; i < rows.cols(); ++i) to[i] = from[4 * i];
  }
}

}  // namespace fourier_net
