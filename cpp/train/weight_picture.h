#pragma once

#include <cstdint>

#include "linalg/panels.h"

namespace fourier_net {

/// What a byte of a picture stands for: kPictureLimit the limit and all beyond, with the weight's
/// sign, kPictureNan what is not a number.
inline constexpr float kPictureLimit = 127.0F;
inline constexpr std::int8_t kPictureNan = -128;

/// Writes `count` columns of W (d, c) from `column` on, a row of d bytes for each: as many levels
/// as a picture has colours, in a quarter of the memory.
void write_picture(const RightPanels& weights, Index column, Index count, float limit,
                   std::int8_t* bytes);

/// Sum of the squares of `count` columns from `column` on, in rows begin ... end-1.
double square_sum(const RightPanels& weights, Index column, Index count, Index begin, Index end);

}  // namespace fourier_net
