#include "network/butterfly.h"

#include <algorithm>
#include <cmath>

#include "transform/complex_dft.h"

namespace fourier_net {
namespace {

int log2_of(int n) {
  int log = 0;
  while ((1 << log) < n) ++log;
  return log;
}

Index reversed_bits(Index i, int bits) {
  Index reversed = 0;
  for (int bit = 0; bit < bits; ++bit) reversed |= (i >> bit & 1) << (bits - 1 - bit);
  return reversed;
}

using Complex = ComplexOf<double>;

/// Scales (p, q) to |p|^2 + |q|^2 = 2.
void normalise(Complex& p, Complex& q) {
  const double scale = std::sqrt(2.0 / (p.re * p.re + p.im * p.im + q.re * q.re + q.im * q.im));
  for (double* value : {&p.re, &p.im, &q.re, &q.im}) *value *= scale;
}

/// The block [[a, b], [c, d]] made sqrt(2) times a unitary one by Gram and Schmidt's method: of
/// random normal entries that is one of all unitary blocks, none more likely than another.
void make_orthogonal(float* block) {
  Complex a{block[0], block[1]}, b{block[2], block[3]};
  Complex c{block[4], block[5]}, d{block[6], block[7]};
  normalise(a, b);
  Complex along = conjugate_times(a, c) + conjugate_times(b, d);
  along = {-0.5 * along.re, -0.5 * along.im};
  c += along * a;
  d += along * b;
  normalise(c, d);
  for (const Complex& entry : {a, b, c, d}) {
    *block++ = static_cast<float>(entry.re);
    *block++ = static_cast<float>(entry.im);
  }
}

}  // namespace

Butterfly::Butterfly(int n)
    : n_(n),
      layer_count_(log2_of(n)),
      training_(make_pass(/*for_backward=*/true)),
      prediction_(make_pass(/*for_backward=*/false)),
      inputs_(2 * Index{n_}, kExamples),
      dft_(std::make_unique<ComplexDft>(n)),
      targets_(2 * static_cast<std::size_t>(n)) {
  for (Index i = 0; i < n; ++i) reversed_.push_back(reversed_bits(i, layer_count_));
}

bool Butterfly::advance_initialisation(std::uint32_t seed, float* weights) {
  const Philox random(seed, Stream::kInitialWeights);
  for (Index row = 0; row < weight_rows(); ++row) {
    float* layer = weights + row * weight_columns();
    fill_normals(random, static_cast<std::uint64_t>(row), layer,
                 static_cast<int>(weight_columns()));
    for (float* block = layer; block < layer + weight_columns(); block += 8) {
      make_orthogonal(block);
    }
  }
  return true;
}

bool Butterfly::set_optimum(float* weights) const {
  const double pi = std::acos(-1.0);
  for (Index distance = 1; distance < n_; distance *= 2) {
    for (Index block = 0; block < n_ / 2; ++block, weights += 8) {
      const double angle = -pi * double(block % distance) / double(distance);
      const auto re = static_cast<float>(std::cos(angle));
      const auto im = static_cast<float>(std::sin(angle));
      const float values[] = {1.0F, 0.0F, re, im, 1.0F, 0.0F, -re, -im};
      std::copy(values, values + 8, weights);
    }
  }
  return true;
}

void Butterfly::targets(const Eigen::Ref<const Rows>& x, Eigen::Ref<Rows> y) {
  inputs_.resize(inputs(), x.rows());
  pack_rows(x, 0, inputs_);
  for (Index row = 0; row < x.rows(); row += 2) {
    dft_->apply(SignalPair(inputs_.at(row / 4, 0) + row % 4), targets_.data());
    float* first = &y(row, 0);
    for (const DoublePair& value : targets_) *first++ = static_cast<float>(value[0]);
    if (row + 1 == x.rows()) break;
    float* second = &y(row + 1, 0);
    for (const DoublePair& value : targets_) *second++ = static_cast<float>(value[1]);
  }
}

void Butterfly::forward(const float* weights, const Eigen::Ref<const Rows>& x, Index first,
                        Index count, Pass& pass) const {
  pass.inputs.resize(inputs(), count);
  pack_rows(x.middleRows(first, count), 0, pass.inputs);
  const Index groups = (count + kGroup - 1) / kGroup;
  pass.layers.set_groups(groups);
  for (Index i = 0; i < n_; ++i) {
    const Index from = reversed_[static_cast<std::size_t>(i)];
    auto* to = pass.layers.input(i);
    for (Index g = 0; g < groups; ++g) {
      to[g] = {simd::load<simd::F32x4>(pass.inputs.at(g, from)),
               simd::load<simd::F32x4>(pass.inputs.at(g, from + n_))};
    }
  }
  pass.layers.forward(weights);
}

void Butterfly::predict(const float* weights, const Eigen::Ref<const Rows>& x, Eigen::Ref<Rows> y) {
  for (Index first = 0; first < x.rows(); first += kExamples) {
    const Index count = std::min(kExamples, x.rows() - first);
    forward(weights, x, first, count, prediction_);
    for (Index k = 0; k < n_; ++k) {
      const auto* values = prediction_.layers.output(k);
      for (Index b = 0; b < count; ++b) {
        y(first + b, k) = values[b / kGroup].re[b % kGroup];
        y(first + b, k + n_) = values[b / kGroup].im[b % kGroup];
      }
    }
  }
}

void Butterfly::add_gradient(const float* weights, const Eigen::Ref<const Rows>& x,
                             Eigen::Ref<Rows> residual, float* gradient) {
  for (Index first = 0; first < x.rows(); first += kExamples) {
    const Index count = std::min(kExamples, x.rows() - first);
    forward(weights, x, first, count, training_);
    for (Index k = 0; k < n_; ++k) {
      auto* values = training_.layers.output(k);
      for (Index b = 0; b < count; ++b) {
        auto& value = values[b / kGroup];
        value.re[b % kGroup] -= residual(first + b, k);
        value.im[b % kGroup] -= residual(first + b, k + n_);
        residual(first + b, k) = value.re[b % kGroup];
        residual(first + b, k + n_) = value.im[b % kGroup];
      }
    }
    training_.layers.backward(weights, gradient);
  }
}

}  // namespace fourier_net
