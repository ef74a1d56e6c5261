#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "linalg/panels.h"

namespace fourier_net {

/// What a byte of a picture stands for: kPictureLimit the limit and all beyond, with the weight's
/// sign, kPictureNan what is not a number.
inline constexpr float kPictureLimit = 127.0F;
inline constexpr std::int8_t kPictureNan = -128;

inline std::int8_t picture_byte(float weight, float scale) {
  const float level = weight * scale;
  const float held = std::max(-kPictureLimit, std::min(kPictureLimit, level));
  return std::isnan(level) ? kPictureNan : static_cast<std::int8_t>(std::nearbyint(held));
}

/// Writes `count` columns of W (d, c) from `column` on, a row of d bytes for each: as many levels
/// as a picture has colours, in a quarter of the memory. `weight_at(i, j)` is W's element.
template <typename WeightAt>
void write_picture(Index rows, Index column, Index count, float limit, WeightAt weight_at,
                   std::int8_t* bytes) {
  const float scale = kPictureLimit / limit;
  for (Index j = column; j < column + count; ++j) {
    for (Index row = 0; row < rows; ++row) *bytes++ = picture_byte(weight_at(row, j), scale);
  }
}

}  // namespace fourier_net
