#include "linalg/inverse.h"

#include <algorithm>
#include <cstring>

namespace fourier_net {
namespace {

constexpr int kBlock = 64;

/// A block on the diagonal; it lives on the stack.
using Pivot =
    Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor, kBlock, kBlock>;

/// What is above the diagonal below it, too.
void mirror(RightPanels& matrix) {
  for (Index j = 0; j < matrix.columns(); ++j) {
    for (Index i = 0; i < j; ++i) matrix(j, i) = matrix(i, j);
  }
}

/// The same elimination with blocks of one: K becomes K^-1. K is positive definite, so that no
/// element it divides by is 0.
void invert(Pivot& k) {
  const Index size = k.rows();
  for (Index p = 0; p < size; ++p) {
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

RightPanels& Inverse::begin(Index size) {
  next_row_ = 0;
  matrix_.resize(size, size);
  return matrix_;
}

// With the rows and columns of block k set apart,
//   A = [[K, R], [C, D]]  becomes  [[P, P R], [-C P, D - C P R]],  P = K^-1,
// which is one product, [[I], [-C]] [P, P R], added to A after rows and columns k are cleared.
// When that has been done for each block, A is its own inverse.
bool Inverse::advance() {
  const Index size = matrix_.rows(), first = next_row_;
  const Index width = std::min<Index>(kBlock, size - first);
  if (first == 0) mirror(matrix_);

  Pivot pivot(width, width);
  for (Index i = 0; i < width; ++i) {
    for (Index j = 0; j < width; ++j) pivot(i, j) = double{matrix_(first + i, first + j)};
  }
  invert(pivot);
  pivot_.resize(width, width);
  for (Index i = 0; i < width; ++i) {
    for (Index j = 0; j < width; ++j) pivot_(i, j) = static_cast<float>(pivot(j, i));
  }

  const std::size_t bytes = sizeof(float) * kTileColumns * static_cast<std::size_t>(width);
  rows_.resize(width, size);
  for (Index panel = 0; panel < matrix_.panels(); ++panel) {
    float* from = matrix_.at(panel, first);
    std::memcpy(rows_.at(panel, 0), from, bytes);
    std::memset(from, 0, bytes);
  }
  eliminated_rows_.resize(width, size);
  multiply_add(kernel_, pivot_, rows_, eliminated_rows_);

  columns_.resize(width, size);
  for (Index j = 0; j < width; ++j) {
    for (Index i = 0; i < size; ++i) {
      float& value = matrix_(i, first + j);
      columns_(j, i) = -value;
      value = 0.0F;
    }
    for (Index i = 0; i < width; ++i) {
      columns_(j, first + i) = i == j ? 1.0F : 0.0F;
      eliminated_rows_(i, first + j) = pivot_(j, i);
    }
  }
  multiply_add(kernel_, columns_, eliminated_rows_, matrix_);

  next_row_ += width;
  if (next_row_ < size) return false;
  result_.resize(size, size);
  for (Index i = 0; i < size; ++i) {
    for (Index j = 0; j < size; ++j) result_(j, i) = matrix_(i, j);
  }
  return true;
}

}  // namespace fourier_net
