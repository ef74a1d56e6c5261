#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

/// Four-lane vectors in the compiler's own vector extension: the same source becomes SSE natively
/// and simd128 in WebAssembly, with the same rounding in each lane (no contraction, no fast-math).
namespace fourier_net::simd {

using F32x4 = float __attribute__((vector_size(16)));
using I32x4 = std::int32_t __attribute__((vector_size(16)));
using U32x4 = std::uint32_t __attribute__((vector_size(16)));
using U64x4 = std::uint64_t __attribute__((vector_size(32)));
using F64x2 = double __attribute__((vector_size(16)));

inline constexpr int kLanes = 4;

template <typename Vector, typename Scalar>
inline Vector load(const Scalar* from) {
  Vector v;
  std::memcpy(&v, from, sizeof v);
  return v;
}

template <typename Vector, typename Scalar>
inline void store(Scalar* to, const Vector& v) {
  std::memcpy(to, &v, sizeof v);
}

inline F32x4 splat(float x) { return F32x4{x, x, x, x}; }
inline I32x4 splat(std::int32_t x) { return I32x4{x, x, x, x}; }

/// Two floats as doubles.
inline F64x2 load_pair(const float* from) {
#if defined(__wasm_simd128__)
  return reinterpret_cast<F64x2>(wasm_f64x2_promote_low_f32x4(wasm_v128_load64_zero(from)));
#else
  return F64x2{from[0], from[1]};
#endif
}

/// Two doubles, rounded.
inline void store_pair(float* to, const F64x2& x) {
#if defined(__wasm_simd128__)
  wasm_v128_store64_lane(to, wasm_f32x4_demote_f64x2_zero(reinterpret_cast<v128_t>(x)), 0);
#else
  to[0] = static_cast<float>(x[0]);
  to[1] = static_cast<float>(x[1]);
#endif
}

/// Square root of each lane, correctly rounded.
inline F32x4 sqrt(const F32x4& x) {
#if defined(__wasm_simd128__)
  return reinterpret_cast<F32x4>(wasm_f32x4_sqrt(reinterpret_cast<v128_t>(x)));
#else
  return F32x4{std::sqrt(x[0]), std::sqrt(x[1]), std::sqrt(x[2]), std::sqrt(x[3])};
#endif
}

/// Each lane rounded towards zero.
inline F32x4 trunc(const F32x4& x) {
#if defined(__wasm_simd128__)
  return reinterpret_cast<F32x4>(wasm_f32x4_trunc(reinterpret_cast<v128_t>(x)));
#else
  return F32x4{std::trunc(x[0]), std::trunc(x[1]), std::trunc(x[2]), std::trunc(x[3])};
#endif
}

/// Lanes of `a` where the mask is all ones, of `b` where it is zero.
inline F32x4 select(const I32x4& mask, const F32x4& a, const F32x4& b) {
  return reinterpret_cast<F32x4>((mask & reinterpret_cast<I32x4>(a)) |
                                 (~mask & reinterpret_cast<I32x4>(b)));
}

/// a > b ? a : b in each lane.
inline F32x4 max(const F32x4& a, const F32x4& b) {
#if defined(__wasm_simd128__)
  const v128_t x = reinterpret_cast<v128_t>(a), y = reinterpret_cast<v128_t>(b);
  return reinterpret_cast<F32x4>(wasm_f32x4_pmax(y, x));
#else
  return select(a > b, a, b);
#endif
}

/// Rows a, b, c, d of a 4 x 4 matrix become its columns.
inline void transpose(F32x4& a, F32x4& b, F32x4& c, F32x4& d) {
  const F32x4 ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
  const F32x4 ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  const F32x4 cd_low = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  const F32x4 cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  a = __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5);
  b = __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7);
  c = __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5);
  d = __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7);
}

}  // namespace fourier_net::simd
