// Training: what is refused, shards that come to what one alone does, how far it gets.

#include <cmath>
#include <utility>
#include <vector>

#include "checks.h"
#include "train/config.h"
#include "train/linear_trainer.h"

namespace fourier_net {
namespace {

Config config(const char* optimizer, double rate) {
  Config c;
  c.n = 16;
  c.seed = 7;
  c.optimizer = optimizer;
  c.learning_rate = rate;
  c.batch = 13;
  c.examples = 30;
  return c;
}

/// All that a run of `steps` steps leaves, its units divided over `count` trainers.
struct Outcome {
  std::vector<double> batch_squares, held_out_squares, weight_error_squares;
  Rows weights;
  bool operator==(const Outcome& other) const {
    return batch_squares == other.batch_squares && held_out_squares == other.held_out_squares &&
           weight_error_squares == other.weight_error_squares && weights == other.weights;
  }
};

Outcome train(Config c, int steps, int count) {
  Outcome outcome;
  outcome.weights = Rows::Zero(2 * c.n, 2 * c.n);
  const auto append = [](std::vector<double>& all, const std::vector<double>& part) {
    all.insert(all.end(), part.begin(), part.end());
  };
  const int units = c.n;
  for (int shard = 0; shard < count; ++shard) {
    c.units = {shard * units / count, (shard + 1) * units / count};
    CHECK(config_error(c).empty(), shard);
    LinearTrainer trainer(c);
    while (!trainer.advance_floor()) {
    }
    trainer.change_learning_rate(2, c.learning_rate / 2);
    for (int step = 0; step < steps; ++step) {
      while (!trainer.advance()) {
      }
      append(outcome.batch_squares, trainer.batch_squares());
    }
    CHECK(trainer.step() == static_cast<std::uint64_t>(steps) && !trainer.mid_step(), steps);
    while (!trainer.advance_evaluation()) {
    }
    append(outcome.held_out_squares, trainer.held_out_squares());
    append(outcome.weight_error_squares, trainer.weight_error_squares());
    const Rows weights = trainer.weights();
    for (Index j = 0; j < weights.cols(); ++j) {
      outcome.weights.col(trainer.columns()[static_cast<std::size_t>(j)]) = weights.col(j);
    }
    const Rows x = noise(3, trainer.shape().inputs, 5);
    CHECK((trainer.predict(x) - x * weights).norm() <= 1e-4F * x.norm(), shard);
    CHECK(trainer.reference(x).allFinite(), shard);
  }
  return outcome;
}

double total(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

void test_shards() {
  const std::pair<const char*, double> optimisers[] = {
      {"sgd", 2.0}, {"momentum", 0.4}, {"adam", 0.03},   {"amsgrad", 0.03},
      {"lms", 0.3}, {"exact", 1.0},    {"kaczmarz", 1.0}};
  for (const auto& [optimiser, rate] : optimisers) {
    Config c = config(optimiser, rate);
    if (c.optimizer == "exact") c.examples = 300;  // batches of 256 and 44
    const Outcome whole = train(c, 7, 1);          // 13, 13 and 4 examples, in shuffled epochs
    CHECK(total(whole.held_out_squares) > 0.0, total(whole.held_out_squares));
    for (const int count : {2, 3, 5, 16}) {
      Outcome divided = train(c, 7, count);
      const double squares = total(divided.batch_squares), one = total(whole.batch_squares);
      CHECK(std::abs(squares - one) <= 1e-12 * one, squares);  // summed in another order here
      divided.batch_squares = whole.batch_squares;
      CHECK(divided == whole, count);
    }
  }
  for (const int n : {4, 8, 32, 64}) {
    Config c = config("lms", 0.05);
    c.n = n;
    for (const int batch : {1, 2, 300}) {  // 300: more than the sum's block
      c.batch = batch;
      c.examples = 0;
      Outcome divided = train(c, 2, 3);
      const Outcome whole = train(c, 2, 1);
      divided.batch_squares = whole.batch_squares;
      CHECK(divided == whole, n);
    }
  }
}

void test_learning() {
  Config c = config("lms", 0.0);
  c.batch = 32;
  c.examples = 0;
  c.learning_rate = default_learning_rate(c);
  LinearTrainer trainer(c);
  const Rows optimum = trainer.weights();
  while (!trainer.advance_floor()) {
  }
  const double floor = total(trainer.held_out_squares()), norm = total(trainer.optimum_squares());
  CHECK(std::abs(norm - 32.0 * 16.0) <= 1e-9, norm);  // 2n entries of mean square 1/2, 2n columns
  for (int step = 0; step < 150; ++step) {
    while (!trainer.advance()) {
    }
  }
  while (!trainer.advance_evaluation()) {
  }
  const double reached = total(trainer.held_out_squares());
  CHECK(reached <= 10.0 * floor, reached / floor);
  const double error = std::sqrt(total(trainer.weight_error_squares()) / norm);
  CHECK(error <= 1e-6, error);  // float32
  const double distance = (trainer.weights() - optimum).norm() / optimum.norm();
  CHECK(distance <= 1e-6, distance);
}

void test_exact() {
  Config c = config("exact", 1.0);
  c.examples = 64;
  LinearTrainer trainer(c), resumed(c);
  while (!trainer.advance_floor() || !resumed.advance_floor()) {
  }
  const double floor = total(trainer.held_out_squares());
  while (!trainer.advance()) {
  }
  resumed.advance();  // a step left open
  for (int unit = 0; unit < 16; ++unit) {
    resumed.set_unit_state(unit, 0, trainer.unit_state(unit, 0, 0, 32));
  }
  resumed.resume_at(1);
  for (LinearTrainer* one : {&trainer, &resumed}) {
    while (!one->advance()) {
    }
    while (!one->advance_evaluation()) {
    }
  }
  CHECK(trainer.weights() == resumed.weights(), 0);
  const double reached = total(trainer.held_out_squares());
  CHECK(reached <= 10.0 * floor, reached / floor);  // d / (m - d) = 1 on top, for the mean of seeds
}

void test_config() {
  const Config good = config("lms", 0.1);
  CHECK(config_error(good).empty(), 0);
  const auto refused = [&good](auto change) {
    Config c = good;
    change(c);
    CHECK(!config_error(c).empty(), c.n);
  };
  refused([](Config& c) { c.model = "cnn"; });
  for (const int n : {-2147483647 - 1, -4, 0, 1, 2, 3, 100, 1024, 2147483647}) {
    refused([n](Config& c) { c.n = n; });
  }
  refused([](Config& c) { c.optimizer = "adagrad"; });
  for (const double rate : {0.0, -1.0, std::nan(""), HUGE_VAL}) {
    refused([rate](Config& c) { c.learning_rate = rate; });
  }
  for (const int batch : {-1, 0, 1025, 2147483647})
    refused([batch](Config& c) { c.batch = batch; });
  for (const int count : {-1, 1000001}) refused([count](Config& c) { c.examples = count; });
  refused([](Config& c) { c.kernel = "cuda"; });
  for (const char* optimizer : {"kaczmarz", "exact"}) {
    refused([optimizer](Config& c) {
      c.tones = true;
      c.optimizer = optimizer;
      c.examples = 64;
    });
  }
  refused([](Config& c) {
    c.optimizer = "kaczmarz";
    c.batch = 17;
  });
  for (const int count : {0, 63}) {
    refused([count](Config& c) {
      c.optimizer = "exact";
      c.examples = count;
    });
  }
  refused([](Config& c) { c.units = {3, 2}; });
  refused([](Config& c) { c.units = {0, 17}; });
  CHECK(steps_per_epoch(15000, 256) == 59, steps_per_epoch(15000, 256));
  CHECK(stable_bound("dft", "lms", 32, 32, 32) == 64.0 / 65.0,
        stable_bound("dft", "lms", 32, 32, 32));
  CHECK(std::isinf(stable_bound("dft", "adam", 32, 32, 32)), 0);
}

}  // namespace

void test_training() {
  test_shards();
  test_learning();
  test_exact();
  test_config();
}

}  // namespace fourier_net
