#pragma once

#include <algorithm>
#include <vector>

#include "linalg/panels.h"

namespace fourier_net {

/// A matrix, or a part of one, in memory that belongs to others: element (i, j) is at
/// i * row_step + j * column_step.
template <typename Scalar>
struct Strided {
  Scalar* data;
  Index rows, columns, row_step, column_step = 1;

  Scalar* at(Index i, Index j) const { return data + i * row_step + j * column_step; }
  Strided transposed() const { return {data, columns, rows, column_step, row_step}; }
  Strided row_range(Index first, Index count) const {
    return {at(first, 0), count, columns, row_step, column_step};
  }
  Strided column_range(Index first, Index count) const {
    return {at(0, first), rows, count, row_step, column_step};
  }
  Strided<const Scalar> constant() const { return {data, rows, columns, row_step, column_step}; }
};

/// The right factor of a product (k, n), copied into panels of 8 columns, row after row; the last
/// panel is filled up with zeros. Panels (linalg/panels.h) do the same for a layer's weights, which
/// stay in them; this is for factors that change, of either precision.
template <typename Scalar>
class PackedRight {
 public:
  static constexpr Index kWidth = 8;

  void resize(Index rows, Index columns) {
    rows_ = rows;
    columns_ = columns;
    values_.resize(static_cast<std::size_t>(panels() * rows * kWidth));
  }

  /// Rows first, first + 1, ... of it.
  __attribute__((noinline)) void set_rows(Index first, const Strided<const Scalar>& from) {
    for (Index panel = 0; panel < panels(); ++panel) {
      const Index width = std::min(kWidth, columns_ - panel * kWidth);
      Scalar* to = values_.data() + (panel * rows_ + first) * kWidth;
      for (Index i = 0; i < from.rows; ++i, to += kWidth) {
        for (Index j = 0; j < kWidth; ++j) {
          to[j] = j < width ? *from.at(i, panel * kWidth + j) : Scalar(0);
        }
      }
    }
  }

  void set(const Strided<const Scalar>& from) {
    resize(from.rows, from.columns);
    set_rows(0, from);
  }

  Index rows() const { return rows_; }
  Index columns() const { return columns_; }
  Index panels() const { return (columns_ + kWidth - 1) / kWidth; }
  const Scalar* panel(Index number) const { return values_.data() + number * rows_ * kWidth; }

 private:
  Index rows_ = 0, columns_ = 0;
  std::vector<Scalar> values_;
};

/// product <- keep product + left right: left (m, k), right (k, n); `keep` is 1, -1, or 0, with
/// which it does not matter what was there. Every sum runs over ascending k from zero, with one
/// rounding an operation, and is then added: the same bits on every machine.
template <typename Scalar>
void multiply(const Strided<Scalar>& left, const PackedRight<Scalar>& right,
              const Strided<Scalar>& product, Scalar keep);

extern template void multiply(const Strided<float>&, const PackedRight<float>&,
                              const Strided<float>&, float);
extern template void multiply(const Strided<double>&, const PackedRight<double>&,
                              const Strided<double>&, double);

}  // namespace fourier_net
