#include "reference/window.h"

#include <cmath>

namespace fourier_net {
namespace {

/// sum_i (-1)^i a_i cos(i p): the general cosine window.
std::vector<double> cosine_window(const std::vector<double>& coefficients, int length) {
  std::vector<double> values(static_cast<std::size_t>(length));
  const double turn = 2.0 * std::acos(-1.0) / length;
  for (std::size_t n = 0; n < values.size(); ++n) {
    double sign = 1.0;
    for (std::size_t i = 0; i < coefficients.size(); ++i) {
      values[n] += sign * coefficients[i] * std::cos(turn * static_cast<double>(i * n));
      sign = -sign;
    }
  }
  return values;
}

}  // namespace

std::vector<double> window(const std::string& name, int length) {
  if (length == 1) return {1.0};
  if (name == "hann") return cosine_window({0.5, 0.5}, length);
  if (name == "hamming") return cosine_window({0.54, 0.46}, length);
  if (name == "blackman") return cosine_window({0.42, 0.5, 0.08}, length);
  if (name == "boxcar") return cosine_window({1.0}, length);
  return {};
}

}  // namespace fourier_net
