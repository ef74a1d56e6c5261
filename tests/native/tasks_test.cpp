// What is learned, and the signals that it is tried on.

#include <cmath>
#include <complex>
#include <vector>

#include "checks.h"
#include "signal/audio_signals.h"
#include "signal/test_signals.h"
#include "task/tones.h"

namespace fourier_net {
namespace {

const double kPi = std::acos(-1.0);

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

void test_tasks() {
  test_dft();
  test_signals();
  test_tones();
}

}  // namespace fourier_net
