#pragma once

#include <cstdint>
#include <vector>

#include "random/philox.h"

namespace fourier_net {

/// Standard normals by Box and Muller's transform (1958), float32, values 0 ... count-1 of
/// `sequence`. From a pair of words (u, v):
///   U = ((u >> 8) + 1) / 2^24,  t = int32(v) / 2^32,  r = sqrt(-2 ln U),
///   (r cos 2 pi t, r sin 2 pi t).
/// Only +, -, *, / and sqrt are used, so every machine makes the same bits.
void fill_normals(const Philox& random, std::uint64_t sequence, float* values, int count);

/// Uniform in [-limit, limit): limit * int32(word j) / 2^31, values 0 ... count-1 of `sequence`;
/// int32(word j) is rounded to float32, but never up to 2^31.
void fill_uniform(const Philox& random, std::uint64_t sequence, float limit, float* values,
                  int count);

/// The order in which epoch `epoch` visits its `count` examples: Fisher and Yates' shuffle, with
/// j = (word i * (i + 1)) >> 32 for i = count-1 ... 1.
void shuffle(const Philox& random, std::uint64_t epoch, std::vector<std::uint32_t>& order);

}  // namespace fourier_net
