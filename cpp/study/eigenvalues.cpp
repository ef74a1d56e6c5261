#include "study/eigenvalues.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

#include "study/balance.h"

namespace fourier_net::study {
namespace {

using Eigen::Index;

/// Those of a quasi-triangular T, whose blocks of 2 on the diagonal are complex pairs:
///   p +- sqrt(p^2 + t_01 t_10) + t_11,   p = (t_00 - t_11) / 2.
void read_off(const Eigen::MatrixXd& t, Eigen::Ref<Eigen::VectorXcd> values) {
  for (Index i = 0; i < t.rows(); ++i) {
    if (i + 1 == t.rows() || t(i + 1, i) == 0.0) {
      values[i] = t(i, i);
      continue;
    }
    const double p = 0.5 * (t(i, i) - t(i + 1, i + 1));
    // No square runs over, or under.
    const double most = std::max({std::abs(p), std::abs(t(i, i + 1)), std::abs(t(i + 1, i))});
    const double square = (p / most) * (p / most) + (t(i, i + 1) / most) * (t(i + 1, i) / most);
    const double imaginary = most * std::sqrt(std::abs(square));
    values[i] = {t(i + 1, i + 1) + p, imaginary};
    values[i + 1] = std::conj(values[i]);
    ++i;
  }
}

}  // namespace

Eigenvalues eigenvalues(const Eigen::MatrixXd& a) {
  if (!a.allFinite()) return {{}, "A is no longer made of numbers."};
  const Balanced balanced = balance(a);
  Eigenvalues result{Eigen::VectorXcd(a.rows())};
  result.values.head(balanced.found.size()) = balanced.found;
  if (balanced.rest.size() == 0) return result;
  const Eigen::RealSchur<Eigen::MatrixXd> schur(balanced.rest, false);
  if (schur.info() != Eigen::Success) return {{}, "the QR steps come to no end."};
  read_off(schur.matrixT(), result.values.tail(balanced.rest.rows()));
  return result;
}

}  // namespace fourier_net::study
