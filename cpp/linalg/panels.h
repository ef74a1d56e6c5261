#pragma once

#include <Eigen/Core>
#include <vector>

#include "linalg/tile.h"

namespace fourier_net {

using Index = Eigen::Index;

/// Row-major float matrix: one example a row.
using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Where row `row` of a matrix, or of some columns of it, begins.
inline const float* row_of(const Eigen::Ref<const Rows>& rows, Index row) {
  return rows.data() + row * rows.outerStride();
}

/// A float matrix kept in the order in which a microkernel reads it: panels of `Width` columns,
/// each panel row after row. Element (r, c) is at ((c / Width) * rows + r) * Width + c mod Width.
/// Rows are padded to a multiple of 4 and columns to one of `Width`; the padding is zero, so the
/// products need no special case at the edges and nothing is ever packed twice.
template <int Width>
class Panels {
 public:
  Panels() = default;
  Panels(Index rows, Index columns) { resize(rows, columns); }

  /// `columns`, padding included.
  static constexpr Index padded(Index columns) { return (columns + Width - 1) / Width * Width; }

  /// Takes a new shape, all zero. Allocates only when it needs more room than ever before.
  void resize(Index rows, Index columns) {
    rows_ = rows;
    columns_ = columns;
    padded_rows_ = (rows + 3) / 4 * 4;
    if (size() > values_.size()) values_.resize(size());
    values_.head(size()).setZero();
  }

  Index rows() const { return rows_; }
  Index columns() const { return columns_; }
  Index padded_rows() const { return padded_rows_; }
  Index padded_columns() const { return panels() * Width; }
  Index panels() const { return (columns_ + Width - 1) / Width; }
  Index size() const { return panels() * padded_rows_ * Width; }  ///< Padding included.

  /// First value of row `row` in panel `panel`; the rows below follow it.
  float* at(Index panel, Index row) { return values_.data() + offset(panel, row); }
  const float* at(Index panel, Index row) const { return values_.data() + offset(panel, row); }

  /// Where that value stands, for arrays of the same shape.
  Index offset(Index panel, Index row) const { return (panel * padded_rows_ + row) * Width; }

  float& operator()(Index row, Index column) { return at(column / Width, row)[column % Width]; }
  float operator()(Index row, Index column) const {
    return at(column / Width, row)[column % Width];
  }

 private:
  Index rows_ = 0, columns_ = 0, padded_rows_ = 0;
  Eigen::ArrayXf values_;
};

using LeftPanels = Panels<kTileRows>;      ///< (k, m): the left factor, transposed.
using RightPanels = Panels<kTileColumns>;  ///< (k, n): the right factor.

/// Rows first, first + 1, ... of X (B, d) as a left factor (d, B): X W sums over d. `first` is a
/// multiple of 4, and `panels` has its size.
void pack_rows(const Eigen::Ref<const Rows>& rows, Index first, LeftPanels& panels);

/// The same of X transposed, as a left factor (B, d): X^T E sums over B.
void pack_columns(const Eigen::Ref<const Rows>& rows, Index first, LeftPanels& panels);

/// The same values as a right factor, which has their shape.
void copy_panels(const LeftPanels& from, RightPanels& to);

/// Rows row ... row+3 of a right factor, of which `columns` has each column's 4 values, and zeros
/// for what pads its last panel; row is a multiple of 4.
void set_rows(const std::vector<float>& columns, Index row, RightPanels& panels);

}  // namespace fourier_net
