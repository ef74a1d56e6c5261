#include "reference/decimal.h"

#include <cmath>

namespace fourier_net {

namespace {

/// size >= 0 below 10^15, to six decimals.
std::string plain(double size) {
  long long whole = static_cast<long long>(size);
  long long millionths = std::llround((size - static_cast<double>(whole)) * 1e6);
  if (millionths == 1000000) {
    ++whole;
    millionths = 0;
  }
  std::string text = std::to_string(whole);
  if (millionths == 0) return text;
  std::string digits = std::to_string(millionths);
  digits.insert(0, 6 - digits.size(), '0');
  digits.erase(digits.find_last_not_of('0') + 1);
  return text + "." + digits;
}

}  // namespace

std::string decimal(double x) {
  if (std::isnan(x)) return "nan";
  const std::string sign = x < 0.0 ? "-" : "";
  double size = std::abs(x);
  if (std::isinf(x)) return sign + "inf";
  if (size == 0.0 || (size >= 1e-6 && size < 1e15)) return sign + plain(size);
  int exponent = 0;
  while (size >= 10.0) {
    size /= 10.0;
    ++exponent;
  }
  while (size < 1.0) {
    size *= 10.0;
    --exponent;
  }
  std::string digits = plain(size);
  if (digits == "10") {
    digits = "1";
    ++exponent;
  }
  return sign + digits + "e" + std::to_string(exponent);
}

}  // namespace fourier_net
