#include "linalg/gemm.h"

#include <algorithm>

namespace fourier_net {

namespace {

/// For each panel of the product, those of its tiles that begin above row `rows(panel)`.
template <typename RowsOf>
void add_tiles(Microkernel kernel, const LeftPanels& left, const RightPanels& right,
               RightPanels& product, RowsOf rows) {
  for (Index k = 0; k < left.rows(); k += kSumBlock) {
    const int depth = static_cast<int>(std::min(kSumBlock, left.rows() - k));
    for (Index panel = 0; panel < right.panels(); ++panel) {
      for (Index tile = 0; tile * kTileRows < rows(panel); ++tile) {
        kernel(depth, left.at(tile, k), right.at(panel, k), product.at(panel, tile * kTileRows), 1);
      }
    }
  }
}

}  // namespace

void multiply_add(Microkernel kernel, const LeftPanels& left, const RightPanels& right,
                  RightPanels& product) {
  add_tiles(kernel, left, right, product, [&](Index /*panel*/) { return left.columns(); });
}

void multiply_add_upper(Microkernel kernel, const LeftPanels& left, const RightPanels& right,
                        RightPanels& product) {
  add_tiles(kernel, left, right, product,
            [&](Index panel) { return std::min((panel + 1) * kTileColumns, left.columns()); });
}

void multiply_tile(Microkernel kernel, const LeftPanels& left, Index row, const RightPanels& right,
                   Index panel, float* tile) {
  for (Index k = 0; k < left.rows(); k += kSumBlock) {
    const int depth = static_cast<int>(std::min(kSumBlock, left.rows() - k));
    kernel(depth, left.at(row / kTileRows, k), right.at(panel, k), tile, k > 0);
  }
}

Rows multiply_naive(const LeftPanels& left, const RightPanels& right) {
  Rows product(left.columns(), right.columns());
  for (Index i = 0; i < product.rows(); ++i) {
    for (Index j = 0; j < product.cols(); ++j) {
      double sum = 0.0;
      for (Index k = 0; k < left.rows(); ++k) sum += double{left(k, i)} * double{right(k, j)};
      product(i, j) = static_cast<float>(sum);
    }
  }
  return product;
}

}  // namespace fourier_net
