#include "linalg/panels.h"

#include <algorithm>
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
    const Index width = std::min<Index>(4, inputs - i);
    float* to = panels.at(i / 4, first);
    for (Index b = 0; b < examples; ++b, to += 4) {
      const float* from = row_of(rows, b) + i;
      if (width == 4) {
        simd::store(to, simd::load<simd::F32x4>(from));
      } else {
        std::copy(from, from + width, to);
      }
    }
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

void set_rows(const std::vector<float>& columns, Index row, RightPanels& panels) {
  static_assert(kTileColumns == 8);
  const float* from = columns.data();
  for (Index panel = 0; panel < panels.panels(); ++panel, from += 4 * kTileColumns) {
    simd::F32x4 x[kTileColumns];
    std::memcpy(x, from, sizeof x);
    simd::transpose(x[0], x[1], x[2], x[3]);
    simd::transpose(x[4], x[5], x[6], x[7]);
    float* to = panels.at(panel, row);
    for (int r = 0; r < 4; ++r, to += kTileColumns) {
      simd::store(to, x[r]);
      simd::store(to + 4, x[4 + r]);
    }
  }
}

}  // namespace fourier_net
