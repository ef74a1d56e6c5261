#include "linalg/inverse.h"

#include <algorithm>

namespace fourier_net {
namespace {

constexpr int kBlock = 64;

/// The part of a row's square, not spanned by rows before it, that float32 can tell from rounding.
constexpr double kSmallestPart = 1e-5;

/// The inverse of what is smaller has no place in float32.
constexpr double kSmallestPivot = 0x1p-126;

/// A block on the diagonal; it lives on the stack.
using Pivot =
    Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor, kBlock, kBlock>;

/// The same elimination with blocks of one: K becomes K^-1. `diagonal` is that of the whole matrix
/// at the start; where too little is left of it, the row and the column become zero.
void invert(Pivot& k, const double* diagonal) {
  const Index size = k.rows();
  for (Index p = 0; p < size; ++p) {
    if (!(k(p, p) > std::max(kSmallestPart * diagonal[p], kSmallestPivot))) {
      k.row(p).setZero();
      k.col(p).setZero();
      continue;
    }
    const double inverse = 1.0 / k(p, p);
    k(p, p) = 1.0;
    k.row(p) *= inverse;
    for (Index i = 0; i < size; ++i) {
      if (i == p) continue;
      const double factor = k(i, p);
      k(i, p) = 0.0;
      k.row(i) -= factor * k.row(p);
    }
  }
}

}  // namespace

Inverse::Inverse(Microkernel kernel, Index largest)
    : kernel_(kernel), diagonal_(static_cast<std::size_t>(largest)) {
  matrix_.resize(largest, largest);
  result_.resize(largest, largest);
  const Index width = std::min<Index>(kBlock, largest);
  rows_.resize(width, largest);
  eliminated_rows_.resize(width, largest);
  columns_.resize(width, largest);
  pivot_.resize(width, width);
}

RightPanels& Inverse::begin(Index size) {
  next_row_ = 0;
  matrix_.resize(size, size);
  return matrix_;
}

// With the rows and columns of block k set apart, K^-1 = P,
//   A = [[K, R], [R^T, D]]  becomes  [[-P, P R], [R^T P, D - R^T P R]],
// which is one product, [[I], [-R^T]] [-P, P R], added to A after rows and columns k are cleared.
// It is symmetric again; when that has been done for each block, A is its own inverse, negated.
bool Inverse::advance() {
  const Index size = matrix_.rows(), first = next_row_;
  const Index width = std::min<Index>(kBlock, size - first);
  if (first == 0) {
    for (Index i = 0; i < size; ++i) diagonal_[static_cast<std::size_t>(i)] = matrix_(i, i);
  }
  take_rows(first, width);

  Pivot pivot(width, width);
  for (Index i = 0; i < width; ++i) {
    for (Index j = i; j < width; ++j) {
      pivot(i, j) = pivot(j, i) = double{rows_(i, first + j)};
    }
  }
  invert(pivot, diagonal_.data() + first);
  pivot_.resize(width, width);
  for (Index i = 0; i < width; ++i) {
    for (Index j = 0; j < width; ++j) pivot_(i, j) = static_cast<float>(pivot(j, i));
  }
  eliminated_rows_.resize(width, size);
  multiply_add(kernel_, pivot_, rows_, eliminated_rows_);

  columns_.resize(width, size);
  for (Index j = 0; j < size; ++j) {
    for (Index i = 0; i < width; ++i) columns_(i, j) = -rows_(i, j);
  }
  for (Index j = 0; j < width; ++j) {
    for (Index i = 0; i < width; ++i) {
      columns_(i, first + j) = i == j ? 1.0F : 0.0F;
      eliminated_rows_(i, first + j) = -pivot_(j, i);
    }
  }
  multiply_add_upper(kernel_, columns_, eliminated_rows_, matrix_);

  next_row_ += width;
  if (next_row_ < size) return false;
  result_.resize(size, size);
  for (Index j = 0; j < size; ++j) {
    for (Index i = 0; i <= j; ++i) result_(i, j) = result_(j, i) = -matrix_(i, j);
  }
  return true;
}

/// rows_ = rows first ... first+width of the whole symmetric matrix; there and in its columns of
/// these numbers it is cleared.
void Inverse::take_rows(Index first, Index width) {
  rows_.resize(width, matrix_.columns());
  const auto take = [&](Index row, Index column, Index i, Index j) {
    float& value = matrix_(row, column);
    rows_(i, j) = value;
    value = 0.0F;
  };
  for (Index i = 0; i < width; ++i) {
    for (Index j = 0; j < first; ++j) take(j, first + i, i, j);
  }
  for (Index i = 0; i < width; ++i) {
    for (Index j = first + i; j < matrix_.columns(); ++j) take(first + i, j, i, j);
  }
}

}  // namespace fourier_net
