#include "linalg/product.h"

#include <algorithm>

namespace fourier_net {

void Product::set_rows(Index first, const Eigen::Ref<const Rows>& rows) {
  for (Index i = 0; i < rows.rows(); ++i) {
    const float* from = row_of(rows, i);
    for (Index j = 0; j < rows.cols(); j += kTileColumns) {
      const Index width = std::min<Index>(kTileColumns, rows.cols() - j);
      std::copy_n(from + j, width, weights_.at(j / kTileColumns, first + i));
    }
  }
}

Rows Product::apply(const Eigen::Ref<const Rows>& x) const {
  LeftPanels packed(inputs(), x.rows());
  pack_rows(x, 0, packed);
  RightPanels product(x.rows(), outputs());
  multiply_add(kernel_, packed, weights_, product);
  Rows y(x.rows(), outputs());
  for (Index i = 0; i < y.rows(); ++i) {
    for (Index j = 0; j < y.cols(); ++j) y(i, j) = product(i, j);
  }
  return y;
}

}  // namespace fourier_net
