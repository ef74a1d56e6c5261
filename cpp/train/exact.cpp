#include "train/exact.h"

#include <algorithm>
#include <cstring>

#include "simd/vectors.h"

namespace fourier_net {
namespace {

using simd::F32x4;
using simd::load;
using simd::store;

/// Panels of weights that are corrected in one slice: their X^T E stays in the second-level cache.
constexpr Index kPanelsAtATime = 8;

}  // namespace

Exact::Exact(Microkernel kernel, int inputs) : kernel_(kernel), size_(inputs), inverse_(kernel) {
  inverse_.begin(size_);
}

void Exact::resume_at(std::uint64_t /*step*/) {
  next_panel_ = 0;
  if (!inverted_) inverse_.begin(size_);  // else it is known: all steps have the same examples
}

void Exact::prepare(const LeftPanels& /*by_row*/, const LeftPanels& by_column) {
  if (inverted_) return;
  inputs_.resize(by_column.rows(), size_);
  copy_panels(by_column, inputs_);
  multiply_add_upper(kernel_, by_column, inputs_, inverse_.matrix());
}

void Exact::update(float* /*weights*/, float* const* memory, const float* correlation,
                   int count) const {
  for (int i = 0; i < count; i += simd::kLanes) {
    store(memory[0] + i, load<F32x4>(memory[0] + i) + load<F32x4>(correlation + i));
  }
}

bool Exact::finish(RightPanels& weights, std::vector<RightPanels>& memory) {
  if (!inverted_) {
    inverted_ = inverse_.advance();
    return false;
  }
  RightPanels& correlation = memory[0];
  const Index end = std::min(next_panel_ + kPanelsAtATime, weights.panels());
  for (Index row = 0; row < weights.rows(); row += kTileRows) {
    for (Index panel = next_panel_; panel < end; ++panel) {
      float tile[kTileSize];
      multiply_tile(kernel_, inverse_.result(), row, correlation, panel, tile);
      float* w = weights.at(panel, row);
      for (int i = 0; i < kTileSize; i += simd::kLanes) {
        store(w + i, load<F32x4>(w + i) - load<F32x4>(tile + i));
      }
    }
  }
  const auto values = static_cast<std::size_t>(correlation.offset(end, 0)) -
                      static_cast<std::size_t>(correlation.offset(next_panel_, 0));
  std::memset(correlation.at(next_panel_, 0), 0, sizeof(float) * values);
  next_panel_ = end < weights.panels() ? end : 0;
  return next_panel_ == 0;
}

}  // namespace fourier_net
