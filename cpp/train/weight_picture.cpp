#include "train/weight_picture.h"

#include <algorithm>
#include <cmath>

namespace fourier_net {

void write_picture(const RightPanels& weights, Index column, Index count, float limit,
                   std::int8_t* bytes) {
  const float scale = kPictureLimit / limit;
  for (Index j = column; j < column + count; ++j) {
    for (Index row = 0; row < weights.rows(); ++row) {
      const float level = weights(row, j) * scale;
      const float held = std::max(-kPictureLimit, std::min(kPictureLimit, level));
      *bytes++ = std::isnan(level) ? kPictureNan : static_cast<std::int8_t>(std::nearbyint(held));
    }
  }
}

double square_sum(const RightPanels& weights, Index column, Index count, Index begin, Index end) {
  double sum = 0.0;
  for (Index j = column; j < column + count; ++j) {
    for (Index row = begin; row < end; ++row) sum += double{weights(row, j)} * weights(row, j);
  }
  return sum;
}

}  // namespace fourier_net
