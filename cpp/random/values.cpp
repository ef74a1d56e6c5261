#include "random/values.h"

#include <algorithm>
#include <numeric>

namespace fourier_net {
namespace {

using simd::F32x4;
using simd::I32x4;
using simd::U32x4;

/// Natural logarithm for x in (0, 1], x at least 2^-24: x = 2^e m with m in [sqrt(1/2), sqrt(2)),
/// ln x = e ln 2 + ln(1 + f), f = m - 1. Polynomial of Cephes' logf; error about one ulp.
inline F32x4 log_of_uniform(const F32x4& x) {
  const I32x4 bits = reinterpret_cast<I32x4>(x);
  I32x4 exponent = (bits >> 23) - 126;
  F32x4 mantissa = reinterpret_cast<F32x4>((bits & 0x007FFFFF) | 0x3F000000);  // [1/2, 1)
  const I32x4 small = mantissa < simd::splat(0.707106781186547524F);
  exponent += small;  // true is -1
  mantissa += simd::select(small, mantissa, F32x4{});
  const F32x4 f = mantissa - 1.0F;
  const F32x4 square = f * f;
  F32x4 p = simd::splat(7.0376836292e-2F);
  p = p * f - 1.1514610310e-1F;
  p = p * f + 1.1676998740e-1F;
  p = p * f - 1.2420140846e-1F;
  p = p * f + 1.4249322787e-1F;
  p = p * f - 1.6668057665e-1F;
  p = p * f + 2.0000714765e-1F;
  p = p * f - 2.4999993993e-1F;
  p = p * f + 3.3333331174e-1F;
  const F32x4 e = __builtin_convertvector(exponent, F32x4);
  F32x4 tail = p * f * square;
  tail += e * -2.12194440e-4F;  // ln 2 in two parts, the second exact in few bits
  tail -= square * 0.5F;
  return f + tail + e * 0.693359375F;
}

/// cos and sin of 2 pi t for t in [-1/2, 1/2]: nearest quarter turn q, remainder in [-pi/4, pi/4],
/// polynomials of Cephes' sinf and cosf.
inline void cos_sin_of_turn(const F32x4& t, F32x4& cosine, F32x4& sine) {
  const F32x4 quarters = t * 4.0F;
  const F32x4 nearest =
      simd::trunc(quarters + simd::select(quarters < 0.0F, simd::splat(-0.5F), simd::splat(0.5F)));
  // q in the lowest bits: added to 1.5 * 2^23, whose last place is 1.
  const I32x4 q = reinterpret_cast<I32x4>(nearest + 0x1.8p23F);
  const F32x4 x = (t - nearest * 0.25F) * 6.28318530717958648F;
  const F32x4 z = x * x;
  const F32x4 s = ((z * -1.9515295891e-4F + 8.3321608736e-3F) * z - 1.6666654611e-1F) * z * x + x;
  const F32x4 c =
      ((z * 2.443315711809948e-5F - 1.388731625493765e-3F) * z + 4.166664568298827e-2F) * z * z -
      z * 0.5F + 1.0F;
  const I32x4 odd = (q & 1) == 1;
  const I32x4 cosine_sign = ((q + 1) & 2) << 30, sine_sign = (q & 2) << 30;
  cosine = reinterpret_cast<F32x4>(reinterpret_cast<I32x4>(simd::select(odd, s, c)) ^ cosine_sign);
  sine = reinterpret_cast<F32x4>(reinterpret_cast<I32x4>(simd::select(odd, c, s)) ^ sine_sign);
}

inline void box_muller(const U32x4& u, const U32x4& v, F32x4& first, F32x4& second) {
  const I32x4 steps = reinterpret_cast<I32x4>((u >> 8) + 1);
  const F32x4 uniform = __builtin_convertvector(steps, F32x4) * 0x1p-24F;
  const F32x4 turn = __builtin_convertvector(reinterpret_cast<I32x4>(v), F32x4) * 0x1p-32F;
  const F32x4 radius = simd::sqrt(simd::max(log_of_uniform(uniform) * -2.0F, F32x4{}));
  F32x4 cosine, sine;
  cos_sin_of_turn(turn, cosine, sine);
  first = radius * cosine;
  second = radius * sine;
}

/// Walks `count` values in groups of 16 (four blocks); `convert` turns four words' vectors into
/// four vectors of values, lane l of the c-th being value 4 * l + c of the group. The words of
/// some groups are drawn first: two small loops go faster than a large one.
template <typename Convert>
inline void fill(const Philox& random, std::uint64_t sequence, float* values, int count,
                 Convert convert) {
  constexpr int kGroups = 16;
  U32x4 words[kGroups][4];
  for (int begin = 0; begin < count; begin += 16 * kGroups) {
    const int end = std::min(begin + 16 * kGroups, count);
    for (int group = 0; begin + 16 * group < end; ++group) {
      random.four_blocks(static_cast<std::uint32_t>(begin / 4 + 4 * group), sequence, words[group]);
    }
    for (int group = 0; begin + 16 * group < end; ++group) {
      F32x4 result[4];
      convert(words[group], result);
      simd::transpose(result[0], result[1], result[2], result[3]);
      float* to = values + begin + 16 * group;
      const int left = values + end - to;
      if (left >= 16) {
        std::memcpy(to, result, sizeof result);
      } else {
        std::memcpy(to, result, sizeof(float) * static_cast<std::size_t>(left));
      }
    }
  }
}

}  // namespace

void fill_normals(const Philox& random, std::uint64_t sequence, float* values, int count) {
  fill(random, sequence, values, count, [](const U32x4 words[4], F32x4 result[4]) {
    box_muller(words[0], words[1], result[0], result[1]);
    box_muller(words[2], words[3], result[2], result[3]);
  });
}

void fill_uniform(const Philox& random, std::uint64_t sequence, float limit, float* values,
                  int count) {
  // The 64 words nearest to 2^31 are rounded up to it: they become the largest float32 below.
  const F32x4 largest = simd::splat(0x1.fffffep30F);
  fill(random, sequence, values, count, [limit, &largest](const U32x4 words[4], F32x4 result[4]) {
    for (int c = 0; c < 4; ++c) {
      const F32x4 value = __builtin_convertvector(reinterpret_cast<I32x4>(words[c]), F32x4);
      result[c] = simd::select(value < largest, value, largest) * 0x1p-31F * limit;
    }
  });
}

void shuffle(const Philox& random, std::uint64_t epoch, std::vector<std::uint32_t>& order) {
  std::iota(order.begin(), order.end(), 0U);
  for (std::uint32_t i = static_cast<std::uint32_t>(order.size()); i-- > 1;) {
    const std::uint32_t word = random.block(i / 4, epoch)[i % 4];
    const std::uint32_t j = static_cast<std::uint32_t>((std::uint64_t{word} * (i + 1)) >> 32);
    std::swap(order[i], order[j]);
  }
}

}  // namespace fourier_net
