#include "study/balance.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace fourier_net::study {
namespace {

using Eigen::Index;

/// What is not zero beside the diagonal, in each row and each column, among the indices left.
struct Counts {
  Eigen::VectorXi rows, columns;

  explicit Counts(const Eigen::MatrixXd& a)
      : rows((a.array() != 0.0).cast<int>().rowwise().sum()),
        columns((a.array() != 0.0).cast<int>().colwise().sum().transpose()) {
    const Eigen::VectorXi diagonal = (a.diagonal().array() != 0.0).cast<int>();
    rows -= diagonal;
    columns -= diagonal;
  }

  /// Row and column `gone` are no longer there.
  void take_away(const Eigen::MatrixXd& a, Index gone) {
    rows -= (a.col(gone).array() != 0.0).cast<int>().matrix();
    columns -= (a.row(gone).array() != 0.0).cast<int>().matrix().transpose();
  }
};

/// The indices that stay when all that stand alone have gone.
std::vector<Index> indices_left(const Eigen::MatrixXd& a) {
  Counts counts(a);
  std::vector<Index> left(static_cast<std::size_t>(a.rows()));
  for (std::size_t i = 0; i < left.size(); ++i) left[i] = static_cast<Index>(i);
  const auto stands_alone = [&](Index i) { return counts.rows[i] == 0 || counts.columns[i] == 0; };
  for (;;) {
    const auto found = std::find_if(left.begin(), left.end(), stands_alone);
    if (found == left.end()) return left;
    counts.take_away(a, *found);
    left.erase(found);
  }
}

/// A power of 2 by which a column of norm c and a row of norm r come near to each other:
/// c f = r / f about.
double factor_of(double c, double r) {
  if (c == 0.0 || r == 0.0) return 1.0;
  return std::ldexp(1.0, std::ilogb(r / c) / 2);
}

/// Until no row and column gain 5 % any more (James, Langou and Lowery 2014, algorithm 3).
void scale(Eigen::MatrixXd& a) {
  bool gained = true;
  while (gained) {
    gained = false;
    for (Index i = 0; i < a.rows(); ++i) {
      const double c = a.col(i).norm(), r = a.row(i).norm(), factor = factor_of(c, r);
      if (std::hypot(c * factor, r / factor) >= 0.95 * std::hypot(c, r)) continue;
      a.col(i) *= factor;
      a.row(i) /= factor;
      gained = true;
    }
  }
}

}  // namespace

Balanced balance(const Eigen::MatrixXd& a) {
  const std::vector<Index> left = indices_left(a);
  std::vector<bool> stays(static_cast<std::size_t>(a.rows()));
  for (const Index i : left) stays[static_cast<std::size_t>(i)] = true;
  const auto size = static_cast<Index>(left.size());
  Balanced result{Eigen::VectorXd(a.rows() - size), Eigen::MatrixXd(size, size)};
  Index found = 0;
  for (Index i = 0; i < a.rows(); ++i) {
    if (!stays[static_cast<std::size_t>(i)]) result.found[found++] = a(i, i);
  }
  for (Index column = 0; column < size; ++column) {
    for (Index row = 0; row < size; ++row) {
      result.rest(row, column) =
          a(left[static_cast<std::size_t>(row)], left[static_cast<std::size_t>(column)]);
    }
  }
  scale(result.rest);
  return result;
}

}  // namespace fourier_net::study
