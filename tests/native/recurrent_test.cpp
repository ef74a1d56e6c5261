// The recurrent network: its backward pass against differences of its forward pass in double
// precision, float32 against double, its targets, and what it makes of a shift register.

#include "network/recurrent.h"

#include <cmath>

#include "checks.h"

namespace fourier_net {
namespace {

using Doubles = std::vector<double>;

Doubles doubles(const float* values, Index count) { return {values, values + count}; }

double norm(const Doubles& values) {
  double sum = 0.0;
  for (const double value : values) sum += value * value;
  return std::sqrt(sum);
}

/// |a - b| / |b|.
double distance(Doubles a, const Doubles& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] -= b[i];
  return norm(a) / norm(b);
}

/// The cell in double precision on a batch, all of it row-major.
struct Exact {
  CellSize size;
  Index batch;
  Doubles x, y;

  Strided<const double> input() const { return view(x.data(), x); }

  template <typename Scalar>
  Strided<Scalar> view(Scalar* data, const Doubles& values) const {
    const Index columns = static_cast<Index>(values.size()) / batch;
    return {data, batch, columns, columns};
  }

  double squares(const Doubles& weights) const {
    Doubles made(y.size());
    RecurrentCell<double>(size).predict(weights.data(), input(), view(made.data(), y));
    return std::pow(distance(made, y) * norm(y), 2);
  }

  /// Half the gradient of that, and the residual.
  Doubles gradient(const Doubles& weights, Doubles& residual) const {
    Doubles sum(weights.size());
    residual = y;
    RecurrentCell<double>(size).add_gradient(weights.data(), input(), view(residual.data(), y),
                                             sum.data());
    return sum;
  }
};

void test_gradient(int nperseg, int hop, int hidden, Index batch) {
  Recurrent network(nperseg, hop, hidden);
  const auto count = static_cast<std::size_t>(network.weight_count());
  std::vector<float> weights(count), gradient(count, 0.25F);  // it is added to what is there
  network.initialise(7, weights.data());
  const Rows x = noise(batch, network.inputs(), 1);
  Rows residual(x.rows(), network.outputs());
  network.targets(x, residual);
  const CellSize size{hop, hidden, 2 * (nperseg / 2 + 1)};
  const Exact exact{size, batch, doubles(x.data(), x.size()),
                    doubles(residual.data(), residual.size())};
  network.add_gradient(weights.data(), x, residual, gradient.data());

  Doubles w = doubles(weights.data(), network.weight_count()), errors;
  const Doubles wanted = exact.gradient(w, errors);
  // The roundings of 2^-24 of all hops, in sums of up to some hundred values.
  const double off = distance(doubles(residual.data(), residual.size()), errors);
  CHECK(off <= 1e-6, off);
  for (float& value : gradient) value -= 0.25F;
  const double of_gradient = distance(doubles(gradient.data(), network.weight_count()), wanted);
  CHECK(of_gradient <= 1e-6, of_gradient);

  Doubles differences(count);
  for (std::size_t i = 0; i < count; ++i) {
    // What stands below C is no weight.
    const auto row = static_cast<Index>(i) / size.weight_columns();
    const auto column = static_cast<Index>(i) % size.weight_columns();
    if (row >= hidden && column >= hidden) {
      CHECK(weights[i] == 0.0F && gradient[i] == 0.0F, i);
      continue;
    }
    const double step = 1e-4, at = w[i];
    w[i] = at + step;
    const double above = exact.squares(w);
    w[i] = at - step;
    const double below = exact.squares(w);
    w[i] = at;
    differences[i] = (above - below) / (4.0 * step);  // half the gradient
  }
  const double of_differences = distance(differences, wanted);
  CHECK(of_differences <= 1e-6, of_differences);
}

/// A frame is the windowed transform of the last nperseg samples, by the textbook's sum.
void test_targets(int nperseg, int hop) {
  const double pi = std::acos(-1.0);
  Recurrent network(nperseg, hop, nperseg);
  const Rows x = noise(3, network.inputs(), 2);
  Rows y(x.rows(), network.output_length(x.cols()));
  network.targets(x, y);
  const Index frames = x.cols() / hop, bins = nperseg / 2 + 1;
  double energy = 0.0, largest = 0.0;
  for (int n = 0; n < nperseg; ++n)
    energy += std::pow(0.5 - 0.5 * std::cos(2 * pi * n / nperseg), 2);
  for (Index b = 0; b < x.rows(); ++b) {
    for (Index t = 0; t < frames; ++t) {
      Doubles segment;
      for (Index n = 0; n < nperseg; ++n) {
        const Index at = (t + 1) * hop - nperseg + n;
        segment.push_back(at < 0 ? 0.0 : double{x(b, at)});
      }
      double mean = 0.0;
      for (const double value : segment) mean += value / nperseg;
      for (Index k = 0; k < bins; ++k) {
        double re = 0.0, im = 0.0;
        for (int n = 0; n < nperseg; ++n) {
          const double value = (0.5 - 0.5 * std::cos(2 * pi * n / nperseg)) *
                               (segment[static_cast<std::size_t>(n)] - mean) / std::sqrt(energy);
          re += value * std::cos(2 * pi * double(k) * n / nperseg);
          im -= value * std::sin(2 * pi * double(k) * n / nperseg);
        }
        const float* frame = &y(b, t * 2 * bins);
        largest = std::max({largest, std::abs(frame[k] - re), std::abs(frame[bins + k] - im)});
      }
    }
  }
  CHECK(largest <= 1e-6, largest);
}

void test_optimum(int nperseg, int hop, int hidden) {
  Recurrent network(nperseg, hop, hidden);
  std::vector<float> weights(static_cast<std::size_t>(network.weight_count()));
  CHECK(network.set_optimum(weights.data()), hidden);
  const Rows x = noise(5, 20 * hop, 3);  // of any length
  Rows y(x.rows(), network.output_length(x.cols())), targets(y.rows(), y.cols());
  network.predict(weights.data(), x, y);
  network.targets(x, targets);
  const double error = double((y - targets).norm() / targets.norm());
  CHECK(error <= 3e-7, error);

  Recurrent smaller(nperseg, hop, nperseg - 1);
  weights.assign(static_cast<std::size_t>(smaller.weight_count()), 0.0F);
  CHECK(!smaller.set_optimum(weights.data()), nperseg);
}

void test_start(int nperseg, int hop, int hidden) {
  Recurrent network(nperseg, hop, hidden);
  Rows weights(network.weight_rows(), network.weight_columns()), again = weights, other = weights;
  network.initialise(7, weights.data());
  network.initialise(7, again.data());
  network.initialise(8, other.data());
  CHECK(weights == again, hidden);
  CHECK(weights != other, hidden);
  const Rows memory = weights.topLeftCorner(hidden, hidden);
  const double off = double((memory * memory.transpose() - Rows::Identity(hidden, hidden)).norm());
  CHECK(off <= 1e-6 * hidden, off);
}

}  // namespace

void test_recurrent() {
  test_gradient(16, 4, 16, 5);
  test_gradient(16, 16, 3, 1);
  test_gradient(16, 3, 21, 2);
  test_targets(16, 4);
  test_targets(32, 7);
  test_optimum(16, 4, 16);
  test_optimum(64, 10, 70);
  test_start(16, 4, 16);
  test_start(256, 56, 256);
}

}  // namespace fourier_net
