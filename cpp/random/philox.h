#pragma once

#include <array>
#include <cstdint>

#include "simd/vectors.h"

namespace fourier_net {

/// What a sequence of random words is for; each purpose has numbers of its own.
enum class Stream : std::uint32_t {
  kTraining = 0,
  kHeldOut = 1,
  kInitialWeights = 2,
  kShuffle = 3,
  kTestSignal = 4,
};

/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011: "Parallel Random Numbers: As Easy as 1, 2, 3").
/// A block of four 32-bit words is a pure function of its counter and key, so any worker can make
/// any example without being told about the others.
///
/// Ours: key = (seed, stream); word j of sequence i is component j mod 4 of the block with counter
/// (j div 4, low half of i, high half of i, 0).
class Philox {
 public:
  using Block = std::array<std::uint32_t, 4>;

  Philox(std::uint32_t seed, Stream stream) : key_{seed, static_cast<std::uint32_t>(stream)} {}

  /// Words 4 * block ... 4 * block + 3 of `sequence`.
  Block block(std::uint32_t block, std::uint64_t sequence) const;

  /// Four consecutive blocks at once: lane l of words[c] is word 4 * (block + l) + c.
  void four_blocks(std::uint32_t block, std::uint64_t sequence, simd::U32x4 words[4]) const;

 private:
  std::uint32_t key_[2];
};

}  // namespace fourier_net
