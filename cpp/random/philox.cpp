#include "random/philox.h"

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace fourier_net {
namespace {

constexpr int kRounds = 10;
constexpr std::uint32_t kMultiplier0 = 0xD2511F53, kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9, kWeyl1 = 0xBB67AE85;

/// (high, low) halves of the 64-bit product of each lane with `multiplier`.
inline void multiply_wide(const simd::U32x4& lanes, std::uint32_t multiplier, simd::U32x4& high,
                          simd::U32x4& low) {
#if defined(__wasm_simd128__)
  const v128_t a = reinterpret_cast<v128_t>(lanes);
  v128_t b = wasm_u32x4_splat(multiplier);
  // Hides that it is constant: the compiler would widen it and multiply 64 bits by 64, three times
  // the work.
  __asm__ volatile("" : "+r"(b));
  const v128_t first = wasm_u64x2_extmul_low_u32x4(a, b);
  const v128_t last = wasm_u64x2_extmul_high_u32x4(a, b);
  low = reinterpret_cast<simd::U32x4>(wasm_i32x4_shuffle(first, last, 0, 2, 4, 6));
  high = reinterpret_cast<simd::U32x4>(wasm_i32x4_shuffle(first, last, 1, 3, 5, 7));
#else
  const simd::U64x4 product = __builtin_convertvector(lanes, simd::U64x4) * multiplier;
  low = __builtin_convertvector(product, simd::U32x4);
  high = __builtin_convertvector(product >> 32, simd::U32x4);
#endif
}

}  // namespace

Philox::Block Philox::block(std::uint32_t block, std::uint64_t sequence) const {
  simd::U32x4 words[4];
  four_blocks(block, sequence, words);
  return {words[0][0], words[1][0], words[2][0], words[3][0]};
}

void Philox::four_blocks(std::uint32_t block, std::uint64_t sequence, simd::U32x4 words[4]) const {
  using simd::U32x4;
  U32x4 c0 = U32x4{0, 1, 2, 3} + block;
  U32x4 c1 = U32x4{} + static_cast<std::uint32_t>(sequence);
  U32x4 c2 = U32x4{} + static_cast<std::uint32_t>(sequence >> 32);
  U32x4 c3 = U32x4{};
  std::uint32_t k0 = key_[0], k1 = key_[1];
  for (int round = 0; round < kRounds; ++round) {
    U32x4 high0, low0, high1, low1;
    multiply_wide(c0, kMultiplier0, high0, low0);
    multiply_wide(c2, kMultiplier1, high1, low1);
    c0 = high1 ^ c1 ^ k0;
    c2 = high0 ^ c3 ^ k1;
    c1 = low1;
    c3 = low0;
    k0 += kWeyl0;
    k1 += kWeyl1;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}

}  // namespace fourier_net
