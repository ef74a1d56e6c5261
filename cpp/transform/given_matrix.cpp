#include "transform/given_matrix.h"

#include <algorithm>
#include <cmath>

namespace fourier_net {

bool GivenMatrix::is_valid() const {
  const bool fits = inputs >= 1 && inputs <= kLongest && outputs >= 1 && outputs <= kLongest &&
                    (parts == 1 || (parts == 2 && inputs % 2 == 0 && outputs % 2 == 0));
  return fits && values.size() == static_cast<std::size_t>(inputs) * outputs &&
         std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); }) &&
         largest() > 0.0;
}

double GivenMatrix::largest() const {
  double most = 0.0;
  for (const double value : values) most = std::max(most, std::abs(value));
  return most;
}

}  // namespace fourier_net
