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

Exact::Exact(Microkernel kernel, const OptimiserSize& size, PanelPart share)
    : kernel_(kernel),
      size_(size.inputs),
      share_(share),
      inputs_(kBatchOfAll, size.inputs),
      inverse_(kernel, size.inputs) {
  begin_sum();
}

void Exact::begin_sum() {
  inverse_.begin(size_);
  summed_ = false;
  missing_parts_ = share_.count - 1;
}

void Exact::resume_at(std::uint64_t step) {
  steps_begun_ = step;
  next_panel_ = 0;
  if (!inverted_) begin_sum();  // else it is known: all steps have the same examples
}

bool Exact::prepare(const LeftPanels& /*by_row*/, const LeftPanels& by_column) {
  if (inverted_) return true;
  inputs_.resize(by_column.rows(), size_);
  copy_panels(by_column, inputs_);
  add_gram(kernel_, by_column, inputs_, share_, inverse_.matrix());
  return true;
}

void Exact::set_part(int shard, const std::vector<float>& values) {
  set_gram_part(values, {shard, share_.count}, inverse_.matrix());
  --missing_parts_;
}

void Exact::update(float* /*weights*/, float* const* memory, const float* correlation,
                   int count) const {
  for (int i = 0; i < count; i += simd::kLanes) {
    store(memory[0] + i, load<F32x4>(memory[0] + i) + load<F32x4>(correlation + i));
  }
}

double Exact::finish(RightPanels& weights, std::vector<RightPanels>& memory) {
  summed_ = true;
  if (missing_parts_ > 0) return 0.0;
  if (!inverted_) {
    inverted_ = inverse_.advance();
    return 0.0;
  }
  RightPanels& correlation = memory[0];
  const float kept = from_zero() ? 0.0F : 1.0F;
  const Index end = std::min(next_panel_ + kPanelsAtATime, weights.panels());
  for (Index row = 0; row < weights.rows(); row += kTileRows) {
    for (Index panel = next_panel_; panel < end; ++panel) {
      float tile[kTileSize];
      multiply_tile(kernel_, inverse_.result(), row, correlation, panel, tile);
      float* w = weights.at(panel, row);
      for (int i = 0; i < kTileSize; i += simd::kLanes) {
        store(w + i, load<F32x4>(w + i) * kept - load<F32x4>(tile + i));
      }
    }
  }
  const auto values = static_cast<std::size_t>(correlation.offset(end, 0)) -
                      static_cast<std::size_t>(correlation.offset(next_panel_, 0));
  std::memset(correlation.at(next_panel_, 0), 0, sizeof(float) * values);
  next_panel_ = end < weights.panels() ? end : 0;
  return end < weights.panels() ? double(end) / double(weights.panels()) : 1.0;
}

// A batch of B takes 2 products of B d c multiplications, the first step's but one; this takes d^2
// c.
double Exact::finish_batches(int batch) const {
  return double(size_) / (double(batch) * (from_zero() ? 1.0 : 2.0));
}

}  // namespace fourier_net
