#include "reference/decimal.h"

#include <cmath>

namespace fourier_net {

std::string decimal(double x) {
  if (std::isnan(x)) return "nan";
  const std::string sign = x < 0.0 ? "-" : "";
  const double size = std::abs(x);
  if (size >= 1e15) return sign + "inf";
  long long whole = static_cast<long long>(size);
  long long millionths = std::llround((size - static_cast<double>(whole)) * 1e6);
  if (millionths == 1000000) {
    ++whole;
    millionths = 0;
  }
  std::string text = sign + std::to_string(whole);
  if (millionths == 0) return text;
  std::string digits = std::to_string(millionths);
  digits.insert(0, 6 - digits.size(), '0');
  digits.erase(digits.find_last_not_of('0') + 1);
  return text + "." + digits;
}

}  // namespace fourier_net
