// The butterfly network: its backward pass against differences of its forward pass in double
// precision, float32 against double, and what it makes of Cooley and Tukey's weights.

#include "network/butterfly.h"

#include <cmath>

#include "checks.h"
#include "train/trainer.h"

namespace fourier_net {
namespace {

using DoubleLayers = ButterflyLayers<double, double>;

Index reversed(Index i, Index n) {
  Index result = 0;
  for (Index bit = 1; bit < n; bit *= 2) result = 2 * result + (i / bit) % 2;
  return result;
}

/// What `weights` make of the rows of x less y, each example a group; what the layers hold of it
/// stays in them.
double squares(DoubleLayers& layers, const std::vector<double>& weights, const Rows& x,
               const Rows& y) {
  const Index n = layers.size();
  layers.set_groups(x.rows());
  for (Index i = 0; i < n; ++i) {
    for (Index b = 0; b < x.rows(); ++b) {
      layers.input(reversed(i, n))[b] = {double{x(b, i)}, double{x(b, i + n)}};
    }
  }
  layers.forward(weights.data());
  double sum = 0.0;
  for (Index k = 0; k < n; ++k) {
    for (Index b = 0; b < x.rows(); ++b) {
      ComplexOf<double>& value = layers.output(k)[b];
      value.re -= double{y(b, k)};
      value.im -= double{y(b, k + n)};
      sum += value.re * value.re + value.im * value.im;
    }
  }
  return sum;
}

void test_gradient(int n, Index examples) {
  Butterfly network(n);
  const auto count = static_cast<std::size_t>(network.weight_count());
  std::vector<float> weights(count), gradient(count, 0.25F);  // it is added to what is there
  network.initialise(7, weights.data());
  const Rows x = noise(examples, 2 * n, 1);
  Rows residual(x.rows(), network.outputs());
  network.targets(x, residual);
  const Rows y = residual;
  network.add_gradient(weights.data(), x, residual, gradient.data());

  int log = 0;
  while (1 << log < n) ++log;
  DoubleLayers layers(log, examples, /*for_backward=*/true);
  std::vector<double> exact_weights(weights.begin(), weights.end()), exact(count);
  squares(layers, exact_weights, x, y);
  double off = 0.0, size = 0.0;
  for (Index b = 0; b < examples; ++b) {
    for (Index k = 0; k < n; ++k) {
      const ComplexOf<double> e = layers.output(k)[b];
      off += std::pow(double{residual(b, k)} - e.re, 2);
      off += std::pow(double{residual(b, k + n)} - e.im, 2);
      size += e.re * e.re + e.im * e.im;
    }
  }
  // Some dozen roundings of 2^-24 each on the way through the layers.
  CHECK(std::sqrt(off / size) <= 1e-6, std::sqrt(off / size));

  layers.backward(exact_weights.data(), exact.data());
  off = size = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    off += std::pow(double{gradient[i]} - 0.25 - exact[i], 2);
    size += exact[i] * exact[i];
  }
  CHECK(std::sqrt(off / size) <= 1e-6, std::sqrt(off / size));

  // The sum of squares is a polynomial of degree 2 in each weight: central differences have no
  // error but rounding.
  off = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    const double step = 0.01, w = exact_weights[i];
    exact_weights[i] = w + step;
    const double above = squares(layers, exact_weights, x, y);
    exact_weights[i] = w - step;
    const double below = squares(layers, exact_weights, x, y);
    exact_weights[i] = w;
    off += std::pow((above - below) / (4.0 * step) - exact[i], 2);  // half the gradient
  }
  CHECK(std::sqrt(off / size) <= 1e-9, std::sqrt(off / size));
}

void test_optimum(int n) {
  Butterfly network(n);
  std::vector<float> weights(static_cast<std::size_t>(network.weight_count()));
  CHECK(network.set_optimum(weights.data()), n);
  const Rows x = noise(9, 2 * n, 2);
  Rows y(x.rows(), network.outputs()), targets(x.rows(), network.outputs());
  network.predict(weights.data(), x, y);
  network.targets(x, targets);
  const double error = double((y - targets).norm() / targets.norm());
  CHECK(error <= 3e-7, error);
}

void test_start(int n) {
  Butterfly network(n);
  const auto count = static_cast<std::size_t>(network.weight_count());
  std::vector<float> weights(count), again(count), other(count);
  network.initialise(7, weights.data());
  network.initialise(7, again.data());
  network.initialise(8, other.data());
  CHECK(weights == again, n);
  CHECK(weights != other, n);
  for (std::size_t i = 0; i < count; i += 8) {
    double rows[2] = {}, along_re = 0.0, along_im = 0.0;
    for (std::size_t j = 0; j < 4; j += 2) {
      const ComplexOf<double> upper{weights[i + j], weights[i + j + 1]};
      const ComplexOf<double> lower{weights[i + j + 4], weights[i + j + 5]};
      const ComplexOf<double> product = conjugate_times(upper, lower);
      rows[0] += upper.re * upper.re + upper.im * upper.im;
      rows[1] += lower.re * lower.re + lower.im * lower.im;
      along_re += product.re;
      along_im += product.im;
    }
    CHECK(std::abs(rows[0] - 2.0) <= 1e-6 && std::abs(rows[1] - 2.0) <= 1e-6, rows[0]);
    CHECK(std::hypot(along_re, along_im) <= 1e-6, i);
  }
}

void take_steps(Trainer& trainer, std::uint64_t end) {
  while (trainer.step() < end) trainer.advance();
}

double held_out(Trainer& trainer) {
  while (!trainer.advance_evaluation()) {
  }
  return trainer.held_out_squares()[0];
}

void test_run() {
  Config config;
  config.model = "butterfly";
  config.n = 16;
  config.optimizer = "adam";
  config.learning_rate = 0.05;
  config.decay_steps = 300;
  config.batch = 13;  // a slice that is not full
  config.examples = 300;
  CHECK(config_error(config).empty(), 0);
  const auto whole = make_trainer(config), resumed = make_trainer(config);
  for (Trainer* trainer : {whole.get(), resumed.get()}) {
    while (!trainer->advance_floor()) {
    }
  }
  const double floor = whole->held_out_squares()[0], first = held_out(*whole);
  CHECK(floor > 0.0 && floor < 1e-12 * first, floor);
  CHECK(std::abs(whole->optimum_squares()[0] - 2.0 * 16 * 16) <= 1e-4, whole->optimum_squares()[0]);

  take_steps(*whole, 40);
  for (int array = 0; array < whole->state_arrays(); ++array) {
    resumed->set_unit_state(0, array, whole->unit_state(0, array, 0, 4));
  }
  resumed->resume_at(40);
  whole->advance();  // a slice of a step, and an evaluation in its midst
  CHECK(whole->mid_step() && held_out(*whole) < first, first);
  take_steps(*whole, 300);
  take_steps(*resumed, 300);
  CHECK(whole->weights() == resumed->weights(), 300);
  CHECK(held_out(*whole) <= 1e-8 * first, held_out(*whole) / first);
  const Rows before = whole->weights();
  take_steps(*whole, 310);  // the rate is zero
  CHECK(whole->weights() == before, 310);

  const Rows x = noise(11, 32, 4);
  const Rows difference = whole->predict(x) - whole->reference(x);
  CHECK(difference.norm() <= 1e-3F * x.norm(), difference.norm());
}

}  // namespace

void test_butterfly() {
  for (const int n : {2, 8, 32}) {
    for (const Index examples : {1, 5, 19}) test_gradient(n, examples);
  }
  for (const int n : {8, 64, 1024}) {
    test_optimum(n);
    test_start(n);
  }
  test_run();
}

}  // namespace fourier_net
