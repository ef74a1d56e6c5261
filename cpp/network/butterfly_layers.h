#pragma once

#include <vector>

#include "linalg/panels.h"
#include "simd/vectors.h"

namespace fourier_net {

template <typename Value>
struct ComplexOf {
  Value re, im;

  ComplexOf& operator+=(const ComplexOf& b) {
    re += b.re;
    im += b.im;
    return *this;
  }
};

template <typename Value>
inline ComplexOf<Value> operator+(const ComplexOf<Value>& a, const ComplexOf<Value>& b) {
  return {a.re + b.re, a.im + b.im};
}

/// a b, where `a` may stand for one example and `b` for several.
template <typename A, typename B>
inline ComplexOf<B> operator*(const ComplexOf<A>& a, const ComplexOf<B>& b) {
  return {b.re * a.re - b.im * a.im, b.im * a.re + b.re * a.im};
}

/// conj(a) b.
template <typename A, typename B>
inline ComplexOf<B> conjugate_times(const ComplexOf<A>& a, const ComplexOf<B>& b) {
  return {b.re * a.re + b.im * a.im, b.im * a.re - b.re * a.im};
}

/// Adds four complex sums to the gradient of a block, re and im of each in turn.
inline void add_block_gradient(const ComplexOf<double> sums[4], double* gradient) {
  for (int i = 0; i < 4; ++i) {
    gradient[2 * i] += sums[i].re;
    gradient[2 * i + 1] += sums[i].im;
  }
}

/// The same of sums in four lanes, which are added up first.
inline void add_block_gradient(const ComplexOf<simd::F32x4> sums[4], float* gradient) {
  for (int i = 0; i < 4; i += 2, gradient += 4) {
    simd::F32x4 a = sums[i].re, b = sums[i].im, c = sums[i + 1].re, d = sums[i + 1].im;
    simd::transpose(a, b, c, d);
    simd::store(gradient, simd::load<simd::F32x4>(gradient) + ((a + b) + (c + d)));
  }
}

/// The layers of a butterfly network and their backward pass, for some groups of examples. `Lanes`
/// is a group: one number of each of its examples (F32x4 of four, double of one); `Scalar` is what
/// weights are.
///
/// n = 2^L complex values pass L layers. Layer l (from 0) takes them in pairs (u, v) at the
/// distance 2^l, each pair by a complex block of its own:
///   u' = a u + b v,   v' = c u + d v.
/// Weights: layer by layer, in a layer blocks by the place of u, of each the real and imaginary
/// parts of a, b, c, d: 4 n numbers a layer.
template <typename Lanes, typename Scalar>
class ButterflyLayers {
 public:
  using Complex = ComplexOf<Lanes>;

  /// For at most `groups` groups of examples at a time; backward() needs what entered each layer.
  ButterflyLayers(int layers, Index groups, bool for_backward)
      : layers_(layers),
        kept_(for_backward ? size() : 0),
        values_(static_cast<std::size_t>((layers * kept_ + size()) * groups)) {}

  Index size() const { return Index{1} << layers_; }  ///< n

  /// From here on `groups` groups are worked on, at most as many as there is room for.
  void set_groups(Index groups) { groups_ = groups; }

  /// Where value i goes in, of each group.
  Complex* input(Index i) { return at(0, i); }

  /// Where value k comes out, of each group.
  Complex* output(Index k) { return at(layers_, k); }

  void forward(const Scalar* weights) {
    for (int layer = 0; layer < layers_; ++layer) {
      for_each_block(layer, [&](Index upper, Index lower, Index block) {
        const Block w = read(weights + 8 * block);
        const Complex *u = at(layer, upper), *v = at(layer, lower);
        Complex *to_u = at(layer + 1, upper), *to_v = at(layer + 1, lower);
        for (Index g = 0; g < groups_; ++g) {
          const Complex above = u[g], below = v[g];
          to_u[g] = w.a * above + w.b * below;
          to_v[g] = w.c * above + w.d * below;
        }
      });
    }
  }

  /// After forward(), with the residual E = y - t put in place of the outputs. Adds half the
  /// gradient of the sum of |E|^2 with respect to the weights, real and imaginary parts apart:
  ///   of a: sum conj(u) E_u',   of u: conj(a) E_u' + conj(c) E_v',   and so on.
  /// Overwrites the outputs.
  void backward(const Scalar* weights, Scalar* gradient) {
    for (int layer = layers_ - 1; layer >= 0; --layer) {
      for_each_block(layer, [&](Index upper, Index lower, Index block) {
        const Block w = read(weights + 8 * block);
        const Complex *u = at(layer, upper), *v = at(layer, lower);
        Complex *of_u = at(layers_, upper), *of_v = at(layers_, lower);
        Complex sums[4] = {};
        for (Index g = 0; g < groups_; ++g) {
          const Complex above = of_u[g], below = of_v[g];
          sums[0] += conjugate_times(u[g], above);
          sums[1] += conjugate_times(v[g], above);
          sums[2] += conjugate_times(u[g], below);
          sums[3] += conjugate_times(v[g], below);
          of_u[g] = conjugate_times(w.a, above) + conjugate_times(w.c, below);
          of_v[g] = conjugate_times(w.b, above) + conjugate_times(w.d, below);
        }
        add_block_gradient(sums, gradient + 8 * block);
      });
    }
  }

 private:
  struct Block {
    ComplexOf<Scalar> a, b, c, d;
  };

  static Block read(const Scalar* w) {
    return {{w[0], w[1]}, {w[2], w[3]}, {w[4], w[5]}, {w[6], w[7]}};
  }

  Complex* at(int layer, Index i) { return values_.data() + (layer * kept_ + i) * groups_; }

  /// Calls visit(place of u, of v, number of the block among those of all layers) for a layer's.
  template <typename Visit>
  void for_each_block(int layer, Visit visit) {
    const Index distance = Index{1} << layer;
    Index block = layer * size() / 2;
    for (Index first = 0; first < size(); first += 2 * distance) {
      for (Index i = first; i < first + distance; ++i) visit(i, i + distance, block++);
    }
  }

  int layers_;
  Index kept_;  ///< Values of a layer that the next one does not overwrite.
  Index groups_ = 0;
  std::vector<Complex> values_;  ///< What enters each layer, and the outputs.
};

}  // namespace fourier_net
