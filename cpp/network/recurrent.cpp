#include "network/recurrent.h"

#include <cmath>

#include "task/spectrogram_task.h"

namespace fourier_net {
namespace {

constexpr Index kWindowsAnExample = 3;

/// Multiply-adds of a slice: some milliseconds.
constexpr Index kSliceProducts = 60'000'000;
constexpr Index kMostExamples = 64;

/// The same of orthogonalisation: sums in order, one addition after the other.
constexpr Index kSliceSums = 5'000'000;

Index divided_up(Index a, Index b) { return (a + b - 1) / b; }

StftSettings stft_settings(int nperseg, int hop) {
  StftSettings settings;
  settings.fs = 1.0;
  settings.nperseg = settings.nfft = nperseg;
  settings.noverlap = nperseg - hop;
  return settings;
}

/// Forward and backward together take three products with the weights for each hop.
Index slice_of(const CellSize& size, Index hops) {
  const Index products = 3 * hops * size.weight_rows() * size.weight_columns();
  const Index examples = kSliceProducts / products / 4 * 4;
  return std::clamp(examples, Index{4}, kMostExamples);
}

/// Makes row `i` of rows of `count` values orthonormal to those before it, which are orthonormal,
/// by the modified method of Gram and Schmidt.
void make_orthonormal(std::vector<double>& values, Index count, Index i) {
  const auto row = [&](Index i) { return values.data() + i * count; };
  const auto dot = [count](const double* a, const double* b) {
    double sum = 0.0;
    for (Index k = 0; k < count; ++k) sum += a[k] * b[k];
    return sum;
  };
  for (Index j = 0; j < i; ++j) {
    const double along = dot(row(i), row(j));
    for (Index k = 0; k < count; ++k) row(i)[k] -= along * row(j)[k];
  }
  const double length = std::sqrt(dot(row(i), row(i)));
  for (Index k = 0; k < count; ++k) row(i)[k] /= length;
}

}  // namespace

Recurrent::Recurrent(int nperseg, int hop, int hidden)
    : nperseg_(nperseg),
      size_{hop, hidden, 2 * (Index{nperseg} / 2 + 1)},
      hops_(kWindowsAnExample * divided_up(nperseg, hop)),
      examples_at_a_time_(slice_of(size_, hops_)),
      cell_(size_),
      settings_(stft_settings(nperseg, hop)),
      stft_(settings_) {
  cell_.reserve(examples_at_a_time_, hops_);
  samples_.reserve(static_cast<std::size_t>(2 * (nperseg_ - size_.hop + inputs())));
}

/// Of 0.02 at 16 hidden units; found by trials.
double Recurrent::largest_gradient_norm() const {
  return 0.08 / std::sqrt(static_cast<double>(size_.hidden));
}

bool Recurrent::advance_initialisation(std::uint32_t seed, float* weights) {
  const Index hidden = size_.hidden;
  if (memory_.empty()) draw_weights(seed, weights);
  for (Index sums = 0; orthonormal_rows_ < hidden && sums < kSliceSums;) {
    sums += 2 * hidden * (orthonormal_rows_ + 1);
    make_orthonormal(memory_, hidden, orthonormal_rows_++);
  }
  if (orthonormal_rows_ < hidden) return false;
  for (Index i = 0; i < hidden; ++i) {
    for (Index j = 0; j < hidden; ++j) {
      weights[i * weight_columns() + j] =
          static_cast<float>(memory_[static_cast<std::size_t>(i * hidden + j)]);
    }
  }
  memory_ = {};
  orthonormal_rows_ = 0;
  return true;
}

/// All but that A is not orthogonal yet; a copy of it, in double precision, goes to memory_.
void Recurrent::draw_weights(std::uint32_t seed, float* weights) {
  const Philox random(seed, Stream::kInitialWeights);
  const float deviation = 1.0F / std::sqrt(static_cast<float>(size_.hidden));
  memory_.reserve(static_cast<std::size_t>(size_.hidden * size_.hidden));
  for (Index i = 0; i < weight_rows(); ++i) {
    float* row = weights + i * weight_columns();
    fill_normals(random, static_cast<std::uint64_t>(i), row, static_cast<int>(weight_columns()));
    if (i < size_.hidden) memory_.insert(memory_.end(), row, row + size_.hidden);
    for (Index j = 0; j < weight_columns(); ++j) {
      row[j] = i >= size_.hidden && j >= size_.hidden ? 0.0F : row[j] * deviation;
    }
  }
}

bool Recurrent::set_optimum(float* weights) const {
  if (size_.hidden < nperseg_) return false;
  std::fill_n(weights, weight_count(), 0.0F);
  const auto at = [&](Index i, Index j) { return weights + i * weight_columns() + j; };
  for (Index n = 0; n + size_.hop < nperseg_; ++n) *at(n + size_.hop, n) = 1.0F;
  for (Index i = 0; i < size_.hop; ++i) *at(size_.hidden + i, nperseg_ - size_.hop + i) = 1.0F;
  Stft stft(settings_);
  const std::vector<Stft::Complex> responses = segment_responses(stft, nperseg_);
  const Index bins = size_.frame / 2;
  for (Index n = 0; n < nperseg_; ++n) {
    for (Index k = 0; k < bins; ++k) {
      const Stft::Complex value = responses[static_cast<std::size_t>(n * bins + k)];
      *at(n, size_.hidden + k) = static_cast<float>(value.real());
      *at(n, size_.hidden + bins + k) = static_cast<float>(value.imag());
    }
  }
  return true;
}

void Recurrent::targets(const Eigen::Ref<const Rows>& x, Eigen::Ref<Rows> y) {
  const Index hops = x.cols() / size_.hop, silence = nperseg_ - size_.hop;
  samples_.assign(static_cast<std::size_t>(2 * (silence + x.cols())), 0.0F);
  for (Index row = 0; row < x.rows(); row += 2) {
    const Index count = std::min(Index{2}, x.rows() - row);
    for (Index b = 0; b < count; ++b) {
      float* to = samples_.data() + 2 * silence + b;
      for (Index i = 0; i < x.cols(); ++i, to += 2) *to = x(row + b, i);
    }
    for (Index t = 0; t < hops; ++t) {
      const float* segment = samples_.data() + 2 * t * size_.hop;
      const RealDft::Complex* spectra = stft_.segments(
          [segment](std::size_t n) { return DoublePair(simd::load_pair(segment + 2 * n)); });
      for (Index b = 0; b < count; ++b) {
        float* frame = &y(row + b, t * size_.frame);
        for (Index k = 0; k < size_.frame / 2; ++k) {
          frame[k] = static_cast<float>(spectra[k].real()[static_cast<int>(b)]);
          frame[k + size_.frame / 2] = static_cast<float>(spectra[k].imag()[static_cast<int>(b)]);
        }
      }
    }
  }
}

void Recurrent::predict(const float* weights, const Eigen::Ref<const Rows>& x, Eigen::Ref<Rows> y) {
  cell_.predict(weights, {x.data(), x.rows(), x.cols(), x.outerStride()},
                {y.data(), y.rows(), y.cols(), y.outerStride()});
}

void Recurrent::add_gradient(const float* weights, const Eigen::Ref<const Rows>& x,
                             Eigen::Ref<Rows> residual, float* gradient) {
  cell_.add_gradient(weights, {x.data(), x.rows(), x.cols(), x.outerStride()},
                     {residual.data(), residual.rows(), residual.cols(), residual.outerStride()},
                     gradient);
}

}  // namespace fourier_net
