#include "train/kaczmarz.h"

#include <cstdint>
#include <cstring>

#include "simd/vectors.h"

namespace fourier_net {
namespace {

/// Of a Gram matrix, about so many are summed in a slice: some hundredths of a second.
constexpr std::int64_t kGramProductsASlice = 1 << 28;

}  // namespace

Kaczmarz::Kaczmarz(Microkernel kernel, const OptimiserSize& size)
    : kernel_(kernel),
      inputs_(size.inputs, size.batch),
      panel_(size.batch, kTileColumns),
      inverse_(kernel, size.batch) {}

bool Kaczmarz::prepare(const LeftPanels& by_row, const LeftPanels& /*by_column*/) {
  if (inverting_) {
    inverting_ = !inverse_.advance();
    return !inverting_;
  }
  if (gram_.index == 0) {
    const Index examples = by_row.columns();
    inputs_.resize(by_row.rows(), examples);
    copy_panels(by_row, inputs_);
    inverse_.begin(examples);
    const std::int64_t products = std::int64_t{examples} * examples / 2 * by_row.rows();
    gram_.count = static_cast<int>(1 + products / kGramProductsASlice);
  }
  add_gram(kernel_, by_row, inputs_, gram_, inverse_.matrix());
  gram_.index = (gram_.index + 1) % gram_.count;
  inverting_ = gram_.index == 0;
  return false;
}

void Kaczmarz::transform(RightPanels& residual) {
  panel_.resize(residual.rows(), kTileColumns);
  const std::size_t bytes = sizeof(float) * static_cast<std::size_t>(panel_.size());
  for (Index panel = 0; panel < residual.panels(); ++panel) {
    for (Index row = 0; row < residual.rows(); row += kTileRows) {
      multiply_tile(kernel_, inverse_.result(), row, residual, panel, panel_.at(0, row));
    }
    std::memcpy(residual.at(panel, 0), panel_.at(0, 0), bytes);
  }
}

void Kaczmarz::update(float* weights, float* const*, const float* correlation, int count) const {
  for (int i = 0; i < count; i += simd::kLanes) {
    const simd::F32x4 s = simd::load<simd::F32x4>(correlation + i);
    simd::store(weights + i, simd::load<simd::F32x4>(weights + i) - s * rate_);
  }
}

}  // namespace fourier_net
