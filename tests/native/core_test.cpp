// The core in plain C++, for AddressSanitizer and UndefinedBehaviorSanitizer: every part once, on
// sizes that leave remainders. What the numbers ought to be is mostly checked by tests/core,
// against SciPy and NumPy.

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <complex>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "checks.h"
#include "linalg/gemm.h"
#include "linalg/gram.h"
#include "linalg/inverse.h"
#include "random/values.h"
#include "reference/dft.h"
#include "reference/istft.h"
#include "reference/stft.h"
#include "reference/window.h"
#include "signal/audio_signals.h"
#include "signal/test_signals.h"
#include "task/tones.h"
#include "train/batches.h"
#include "train/linear_trainer.h"

namespace fourier_net {
namespace {

const double kPi = std::acos(-1.0);

RightPanels right_panels(const Rows& values) {
  RightPanels panels(values.rows(), values.cols());
  for (Index i = 0; i < values.rows(); ++i) {
    for (Index j = 0; j < values.cols(); ++j) panels(i, j) = values(i, j);
  }
  return panels;
}

double largest_difference(const Rows& a, const Rows& b) {
  return double((a - b).cwiseAbs().maxCoeff());
}

void test_random() {
  // Random123, tests/kat_vectors: philox4x32 with 10 rounds, counter and key 0.
  const Philox::Block zero = Philox(0, Stream::kTraining).block(0, 0);
  const Philox::Block answer = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
  for (std::size_t i = 0; i < 4; ++i) CHECK(zero[i] == answer[i], zero[i]);

  // Four blocks at once are four blocks, also where the counter's word runs over.
  const Philox random(4294967295U, Stream::kHeldOut);
  for (const std::uint32_t first : {0U, 5U, 4294967294U}) {
    simd::U32x4 words[4];
    random.four_blocks(first, std::uint64_t{1} << 33, words);
    for (std::uint32_t l = 0; l < 4; ++l) {
      const Philox::Block one = random.block(first + l, std::uint64_t{1} << 33);
      for (std::size_t c = 0; c < 4; ++c) CHECK(words[c][l] == one[c], words[c][l]);
    }
  }

  // A value does not depend on how many are asked for, and nothing is written behind the last.
  std::vector<float> all(64), some(64);
  fill_normals(random, 3, all.data(), 64);
  for (int count = 0; count <= 64; ++count) {
    some.assign(static_cast<std::size_t>(count), 0.0F);
    fill_normals(random, 3, some.data(), count);
    for (std::size_t i = 0; i < some.size(); ++i) CHECK(some[i] == all[i], some[i]);
    fill_uniform(random, 3, 0.5F, some.data(), count);
    for (const float value : some) CHECK(value >= -0.5F && value < 0.5F, value);
  }

  // Words at both ends of their range: the end that is excluded never comes out, the other may. The
  // limit's own bits do not matter, for it is rounded once more.
  const Philox weights(10, Stream::kInitialWeights);
  CHECK(weights.block(804 / 4, 1657)[804 % 4] >= 0x7FFFFFC0, 804);
  for (const float limit : {0.5F, 1.0F, 0.61237246F, 1.9999999F, 1e-30F, 3e38F}) {
    std::vector<float> values(805);
    fill_uniform(weights, 1657, limit, values.data(), 805);
    CHECK(values[804] < limit, values[804]);
    CHECK(values[804] >= std::nextafter(limit, 0.0F) * (1.0F - 0x1p-23F), values[804]);
  }

  // Made by scripts/make-fixtures.py (tests/fixtures/random.json), seed 42.
  const std::uint32_t orders[3][10] = {{4, 2, 8, 5, 3, 6, 0, 1, 9, 7},
                                       {9, 8, 4, 7, 3, 0, 2, 6, 5, 1},
                                       {5, 0, 7, 1, 9, 8, 3, 6, 4, 2}};
  for (std::size_t epoch = 0; epoch < 3; ++epoch) {
    std::vector<std::uint32_t> order(10);
    shuffle(Philox(42, Stream::kShuffle), epoch, order);
    for (std::size_t i = 0; i < 10; ++i) CHECK(order[i] == orders[epoch][i], order[i]);
  }
  std::vector<std::uint32_t> none;
  shuffle(random, 0, none);
}

void test_batches() {
  Batches batches(42, 10, 4);
  std::vector<int> seen(10);
  for (std::uint64_t step = 3; step < 6; ++step) {  // the second epoch, begun in its midst
    const std::vector<std::uint64_t>& examples = batches.at(step);
    CHECK(examples.size() == (step == 5 ? 2 : 4), examples.size());
    for (const std::uint64_t example : examples) ++seen.at(example);
  }
  for (const int times : seen) CHECK(times == 1, times);
  Batches streaming(42, 0, 5);
  CHECK(streaming.at(7).front() == 35, streaming.at(7).front());
  CHECK(streaming.at(7).back() == 39, streaming.at(7).back());
}

void other_kernel(int /*k*/, const float* /*a*/, const float* /*b*/, float* /*c*/, int /*add*/) {}

void test_products() {
  const Microkernel kernel = find_kernel("auto");
  CHECK(kernel != nullptr, 0);
  CHECK(find_kernel("none such") == nullptr, 0);
  CHECK(std::string(kernel_in_use("none such")).empty(), 0);
  CHECK(find_kernel("relaxed") == nullptr, 0);
  CHECK(std::string(kernel_in_use("auto")) == "portable", 0);
  use_relaxed_kernel(other_kernel);
  CHECK(find_kernel("auto") == other_kernel, 0);
  CHECK(std::string(kernel_in_use("auto")) == "relaxed", 0);
  CHECK(find_kernel("portable") == portable_kernel, 0);
  use_relaxed_kernel(nullptr);
  CHECK(find_kernel("auto") == kernel, 0);
  for (const Index inner : {1, 3, 4, 255, 256, 257, 600}) {
    for (Index rows = 1; rows <= 9; ++rows) {
      for (const Index columns : {1, 7, 8, 9, 17}) {
        LeftPanels left(inner, rows), transposed(inner, rows);
        const Rows x = noise(rows, inner, 1), w = noise(inner, columns, 2);
        // In two pieces, as a batch is packed piece by piece.
        const Index piece = std::min<Index>(4, rows), rest = rows - piece;
        pack_rows(x.topRows(piece), 0, left);
        pack_rows(x.bottomRows(rest), piece, left);
        const Rows turned = x.transpose();
        const Index begun = std::min<Index>(2, inner);
        pack_columns(turned.topRows(begun), 0, transposed);
        pack_columns(turned.bottomRows(inner - begun), begun, transposed);
        RightPanels set(rows, inner);
        for (Index row = 0; row < rows; row += 4) {
          std::vector<float> values(4 * static_cast<std::size_t>(set.padded_columns()));
          for (Index i = 0; i < inner; ++i) {
            for (Index r = row; r < std::min(row + 4, rows); ++r) {
              values[static_cast<std::size_t>(4 * i + r - row)] = x(r, i);
            }
          }
          set_rows(values, row, set);
        }
        bool is_set = true;
        for (Index i = 0; i < rows; ++i) {
          for (Index j = 0; j < inner; ++j) is_set = is_set && set(i, j) == x(i, j);
        }
        CHECK(is_set, inner);
        RightPanels copied(inner, rows);
        copy_panels(left, copied);
        double difference = 0.0;
        for (Index i = 0; i < inner; ++i) {
          for (Index j = 0; j < rows; ++j) difference += std::abs(copied(i, j) - left(i, j));
        }
        CHECK(difference == 0.0, difference);
        const RightPanels right = right_panels(w);
        const Rows exact = multiply_naive(left, right);
        // |error| <= (256 + 3 + 1) 2^-24 sum |x w|, and that sum is below 2 inner for noise.
        const double tolerance = 260 * 0x1p-24 * (2.0 * double(inner) + 30.0);

        RightPanels product(rows, columns);
        multiply_add(kernel, left, right, product);
        Rows made(rows, columns), tiled(rows, columns);
        for (Index i = 0; i < rows; ++i) {
          for (Index j = 0; j < columns; ++j) made(i, j) = product(i, j);
        }
        CHECK(largest_difference(made, exact) <= tolerance, largest_difference(made, exact));

        for (Index row = 0; row < rows; row += kTileRows) {
          for (Index panel = 0; panel < right.panels(); ++panel) {
            float tile[kTileSize];
            multiply_tile(kernel, transposed, row, right, panel, tile);
            for (Index i = row; i < std::min(row + kTileRows, rows); ++i) {
              for (Index j = 0; j < kTileColumns && panel * kTileColumns + j < columns; ++j) {
                tiled(i, panel * kTileColumns + j) = tile[(i - row) * kTileColumns + j];
              }
            }
          }
        }
        CHECK(tiled == made, largest_difference(tiled, made));
      }
    }
  }
}

void test_gram_in_parts() {
  const Microkernel kernel = find_kernel("auto");
  for (const Index size : {1, 7, 33, 40}) {
    const Rows x = noise(300, size, 4);
    LeftPanels left(300, size);
    pack_columns(x, 0, left);
    RightPanels right(300, size), expected(size, size);
    copy_panels(left, right);
    multiply_add(kernel, left, right, expected);
    for (const int count : {1, 2, 3, 8}) {
      RightPanels whole(size, size);
      for (int i = 0; i < count; ++i) {
        RightPanels sum(size, size);
        add_gram(kernel, left, right, {i, count}, sum);
        set_gram_part(gram_part(sum, {i, count}), {i, count}, whole);
      }
      double difference = 0.0;
      for (Index j = 0; j < size; ++j) {
        for (Index i = 0; i <= j; ++i) difference += std::abs(whole(i, j) - expected(i, j));
      }
      CHECK(difference == 0.0, difference);
    }
  }
}

void test_inverse() {
  Inverse inverse(find_kernel("auto"), 130);
  for (const Index size : {130, 1, 3, 8, 63, 64, 65, 128}) {  // the largest first: memory is kept
    // X^T X of 4 times as many examples: its condition number is near 9.
    const Rows x = noise(4 * size, size, 3);
    const Rows gram = x.transpose() * x;
    inverse.begin(size) = right_panels(gram.triangularView<Eigen::Upper>());
    int slices = 1;
    while (!inverse.advance()) ++slices;
    CHECK(slices == (size + 63) / 64, slices);
    Rows found(size, size);
    for (Index i = 0; i < size; ++i) {
      for (Index j = 0; j < size; ++j) found(i, j) = inverse.result()(j, i);
    }
    const Rows expected = gram.cast<double>().inverse().cast<float>();
    const double error = double((found - expected).norm()) / double(expected.norm());
    CHECK(error <= 1e-5, error);  // condition times roundings of 2^-24
  }
}

void test_panels_keep_their_padding_clear() {
  LeftPanels panels(11, 9);
  pack_rows(noise(9, 11, 0), 0, panels);
  panels.resize(3, 5);  // smaller, in the same memory
  pack_rows(noise(5, 3, 1), 0, panels);
  double padding = 0.0;
  for (Index row = 0; row < panels.padded_rows(); ++row) {
    for (Index column = 0; column < panels.panels() * kTileRows; ++column) {
      if (row >= panels.rows() || column >= panels.columns())
        padding += std::abs(panels(row, column));
    }
  }
  CHECK(padding == 0.0, padding);
}

/// S[k, t] by its sum.
std::complex<double> stft_sum(const StftSettings& s, const std::vector<double>& x, int k, int t) {
  const std::vector<double> w = window(s.window, s.nperseg);
  const auto begin = static_cast<std::size_t>(t * (s.nperseg - s.noverlap));
  double mean = 0.0, sum = 0.0, energy = 0.0;
  for (std::size_t n = 0; n < w.size(); ++n) {
    mean += x[begin + n] / s.nperseg;
    sum += w[n];
    energy += w[n] * w[n];
  }
  if (s.detrend == "none") mean = 0.0;
  const double c = s.scaling == "none"       ? 1.0
                   : s.scaling == "spectrum" ? 1.0 / sum
                                             : std::sqrt(1.0 / (s.fs * energy));
  std::complex<double> value = 0.0;
  for (std::size_t n = 0; n < w.size(); ++n) {
    value +=
        c * w[n] * (x[begin + n] - mean) * std::polar(1.0, -2.0 * kPi * k * double(n) / s.nfft);
  }
  return value;
}

void test_stft() {
  const Rows values = noise(1, 100, 7);
  std::vector<double> x(values.data(), values.data() + values.size());
  for (double& sample : x) sample += 0.7;
  const int shapes[][3] = {{16, 8, 16}, {16, 15, 17}, {15, 0, 15}, {15, 4, 33}, {100, 50, 128},
                           {7, 3, 101}, {1, 0, 1},    {1, 0, 4},   {2, 1, 2}};
  for (const auto& [nperseg, noverlap, nfft] : shapes) {
    for (const char* name : {"hann", "hamming", "blackman", "boxcar"}) {
      for (const char* detrend : {"constant", "none"}) {
        for (const char* scaling : {"density", "spectrum", "none"}) {
          const StftSettings settings{256.0, name, nperseg, noverlap, nfft, detrend, scaling};
          CHECK(stft_error(settings, 100).empty(), nperseg);
          Stft stft(settings);
          const Stft::Spectrogram result = stft.transform(x.data(), 100);
          const int frames = stft.frames(100);
          CHECK(result.rows() == stft.bins() && result.cols() == frames, result.size());
          double error = 0.0;
          for (int k = 0; k < stft.bins(); ++k) {
            for (int t = 0; t < frames; ++t) {
              const Stft::Complex value = result(k, t);
              error = std::max(error, std::abs(value - stft_sum(settings, x, k, t)));
            }
          }
          CHECK(error <= 1e-12, error);  // sums of 100 values of size 1 in double precision
        }
      }
    }
  }
  const StftSettings good;
  CHECK(!stft_error(good, 255).empty(), 255);
  for (const int bad : {-2147483647 - 1, -1, 0, 2147483647}) {
    StftSettings settings = good;
    settings.nperseg = bad;
    CHECK(!stft_error(settings, 2048).empty(), bad);
    settings = good;
    settings.nfft = bad;
    CHECK(!stft_error(settings, 2048).empty(), bad);
    settings = good;
    settings.noverlap = bad;
    CHECK(stft_error(settings, 2048).empty() == (bad == 0), bad);
  }
  CHECK(window("triang", 8).empty(), 8);
}

void test_istft() {
  const Rows values = noise(1, 100, 8);
  const std::vector<double> x(values.data(), values.data() + values.size());
  const int shapes[][3] = {{16, 8, 16}, {16, 15, 17}, {15, 4, 33}, {100, 50, 128},
                           {7, 3, 101}, {1, 0, 1},    {1, 0, 4},   {2, 1, 2}};
  for (const auto& [nperseg, noverlap, nfft] : shapes) {
    for (const char* name : {"hann", "hamming", "blackman", "boxcar"}) {
      for (const char* scaling : {"density", "spectrum", "none"}) {
        const StftSettings settings{256.0, name, nperseg, noverlap, nfft, "none", scaling};
        Stft stft(settings);
        const Stft::Spectrogram spectrum = stft.transform(x.data(), 100);
        const int frames = stft.frames(100);
        const auto size = static_cast<int>(2 * spectrum.size());
        CHECK(istft_error(settings, size, frames).empty(), size);
        const Resynthesis again = istft(settings, spectrum.data(), frames);
        CHECK(again.samples.size() == again.weights.size(), again.weights.size());
        CHECK(again.samples.size() == std::size_t(nperseg + (frames - 1) * (nperseg - noverlap)),
              again.samples.size());
        const double most = *std::max_element(again.weights.begin(), again.weights.end());
        double error = 0.0;
        for (std::size_t i = 0; i < again.samples.size(); ++i) {
          CHECK(std::isfinite(again.samples[i]), i);
          if (again.weights[i] <= 0.1 * most) continue;
          error = std::max(error, std::abs(again.samples[i] - x[i]));
        }
        CHECK(error <= 1e-12, error);
      }
    }
  }
  const StftSettings good;
  for (const int bad : {-2147483647 - 1, -1, 0, 2147483647}) {
    CHECK(!istft_error(good, 258, bad).empty(), bad);
    CHECK(!istft_error(good, bad, 1).empty(), bad);
    StftSettings settings = good;
    settings.nfft = bad;
    CHECK(!istft_error(settings, 258, 1).empty(), bad);
  }
}

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

void test_training() {
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

void test_dft() {
  for (const int n : {4, 64}) {
    const auto task = make_task("dft", n);
    for (const int rows : {1, 2, 3, 4, 7}) {
      const Rows x = noise(rows, 2 * n, 9);
      LeftPanels packed(2 * n, rows);
      pack_rows(x, 0, packed);
      const Units units{1, n - 1};  // not all, and columns that do not fill their panels
      RightPanels y(rows, Index{2} * units.count());
      task->targets(packed, units, y);
      double error = 0.0;
      for (int b = 0; b < rows; ++b) {
        for (int k = units.begin; k < units.end; ++k) {
          std::complex<double> sum = 0.0;
          for (int m = 0; m < n; ++m) {
            sum += std::complex<double>(x(b, m), x(b, n + m)) *
                   std::polar(1.0, -2.0 * kPi * (k * m % n) / n);
          }
          const Index column = Index{2} * (k - units.begin);
          const std::complex<double> made(y(b, column), y(b, column + 1));
          error = std::max(error, std::abs(made - sum));
          CHECK(task->column(k, 0) == k && task->column(k, 1) == n + k, k);
        }
      }
      CHECK(error <= 4e-6, error);  // one rounding to float32 of values up to 40
    }
  }
  CHECK(make_task("cnn", 8) == nullptr, 0);
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

void test_signals() {
  for (const int n : {4, 8, 512}) {
    for (const char* name : {"noise", "impulse", "sine", "chirp"}) {
      const std::vector<float> signal = test_signal(name, n, 1.5, 0.3, 6);
      CHECK(signal.size() == 2 * static_cast<std::size_t>(n), signal.size());
      double energy = 0.0;
      for (const float value : signal) energy += double{value} * double{value};
      CHECK(energy > 0.1 && std::isfinite(energy), energy);
    }
  }
  CHECK(test_signal("trombone", 8, 0.0, 0.0, 0).empty(), 0);
  for (const char* name : {"noise", "impulse", "sine", "chirp", "four-tones", "violin-a4"}) {
    CHECK(test_signal(name, 0, 1.5, 0.3, 6).empty(), 0);
    for (int length = 0; length < 10; ++length) {
      const std::vector<float> signal = audio_signal(name, length, 6);
      CHECK(signal.size() == static_cast<std::size_t>(length), length);
      for (const float value : signal) CHECK(std::isfinite(value), length);
    }
  }
}

void test_tones() {
  for (const int n : {4, 32, 512}) {
    std::vector<float> values(2 * static_cast<std::size_t>(n));
    Tones(*make_task("dft", n)).example(Philox(3, Stream::kTraining), 5, values.data());
    for (int k = 0; k < n; ++k) {
      std::complex<double> sum = 0.0;
      for (int m = 0; m < n; ++m) {
        const auto at = static_cast<std::size_t>(m);
        sum += std::complex<double>(values[at], values[at + static_cast<std::size_t>(n)]) *
               std::polar(1.0, -2.0 * kPi * (k * m % n) / n);
      }
      const bool is_tone = k % (n / 4) == 1 % (n / 4);
      CHECK(is_tone == (std::abs(sum) > 1e-3 * std::sqrt(n)), k);
    }
  }
}

}  // namespace
}  // namespace fourier_net

int main() {
  using namespace fourier_net;
  test_random();
  test_batches();
  test_products();
  test_gram_in_parts();
  test_inverse();
  test_panels_keep_their_padding_clear();
  test_stft();
  test_istft();
  test_dft();
  test_training();
  test_learning();
  test_exact();
  test_config();
  test_signals();
  test_tones();
  test_butterfly();
  test_recurrent();
  test_singular();
  test_study();
  test_allocations();
  std::printf("%d checks, %d failures\n", checks, failures);
  return failures == 0 ? 0 : 1;
}
