// Products, Gram matrices and inverses, on sizes that leave remainders.

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "checks.h"
#include "linalg/gemm.h"
#include "linalg/gram.h"
#include "linalg/inverse.h"

namespace fourier_net {
namespace {

RightPanels right_panels(const Rows& values) {
  RightPanels panels(values.rows(), values.cols());
  for (Index i = 0; i < values.rows(); ++i) {
    for (Index j = 0; j < values.cols(); ++j) panels(i, j) = values(i, j);
  }
  return panels;
}

double largest_difference(const Rows& a, const Rows& b) {
  return double((a - b).cwiseAbs().maxCoeff());
}

void other_kernel(int /*k*/, const float* /*a*/, const float* /*b*/, float* /*c*/, int /*add*/) {}

void test_products() {
  const Microkernel kernel = find_kernel("auto");
  CHECK(kernel != nullptr, 0);
  CHECK(find_kernel("none such") == nullptr, 0);
  CHECK(std::string(kernel_in_use("none such")).empty(), 0);
  CHECK(find_kernel("relaxed") == nullptr, 0);
  CHECK(std::string(kernel_in_use("auto")) == "portable", 0);
  use_relaxed_kernel(other_kernel);
  CHECK(find_kernel("auto") == other_kernel, 0);
  CHECK(std::string(kernel_in_use("auto")) == "relaxed", 0);
  CHECK(find_kernel("portable") == portable_kernel, 0);
  use_relaxed_kernel(nullptr);
  CHECK(find_kernel("auto") == kernel, 0);
  for (const Index inner : {1, 3, 4, 255, 256, 257, 600}) {
    for (Index rows = 1; rows <= 9; ++rows) {
      for (const Index columns : {1, 7, 8, 9, 17}) {
        LeftPanels left(inner, rows), transposed(inner, rows);
        const Rows x = noise(rows, inner, 1), w = noise(inner, columns, 2);
        // In two pieces, as a batch is packed piece by piece.
        const Index piece = std::min<Index>(4, rows), rest = rows - piece;
        pack_rows(x.topRows(piece), 0, left);
        pack_rows(x.bottomRows(rest), piece, left);
        const Rows turned = x.transpose();
        const Index begun = std::min<Index>(2, inner);
        pack_columns(turned.topRows(begun), 0, transposed);
        pack_columns(turned.bottomRows(inner - begun), begun, transposed);
        RightPanels set(rows, inner);
        for (Index row = 0; row < rows; row += 4) {
          std::vector<float> values(4 * static_cast<std::size_t>(set.padded_columns()));
          for (Index i = 0; i < inner; ++i) {
            for (Index r = row; r < std::min(row + 4, rows); ++r) {
              values[static_cast<std::size_t>(4 * i + r - row)] = x(r, i);
            }
          }
          set_rows(values, row, set);
        }
        bool is_set = true;
        for (Index i = 0; i < rows; ++i) {
          for (Index j = 0; j < inner; ++j) is_set = is_set && set(i, j) == x(i, j);
        }
        CHECK(is_set, inner);
        RightPanels copied(inner, rows);
        copy_panels(left, copied);
        double difference = 0.0;
        for (Index i = 0; i < inner; ++i) {
          for (Index j = 0; j < rows; ++j) difference += std::abs(copied(i, j) - left(i, j));
        }
        CHECK(difference == 0.0, difference);
        const RightPanels right = right_panels(w);
        const Rows exact = multiply_naive(left, right);
        // |error| <= (256 + 3 + 1) 2^-24 sum |x w|, and that sum is below 2 inner for noise.
        const double tolerance = 260 * 0x1p-24 * (2.0 * double(inner) + 30.0);

        RightPanels product(rows, columns);
        multiply_add(kernel, left, right, product);
        Rows made(rows, columns), tiled(rows, columns);
        for (Index i = 0; i < rows; ++i) {
          for (Index j = 0; j < columns; ++j) made(i, j) = product(i, j);
        }
        CHECK(largest_difference(made, exact) <= tolerance, largest_difference(made, exact));

        for (Index row = 0; row < rows; row += kTileRows) {
          for (Index panel = 0; panel < right.panels(); ++panel) {
            float tile[kTileSize];
            multiply_tile(kernel, transposed, row, right, panel, tile);
            for (Index i = row; i < std::min(row + kTileRows, rows); ++i) {
              for (Index j = 0; j < kTileColumns && panel * kTileColumns + j < columns; ++j) {
                tiled(i, panel * kTileColumns + j) = tile[(i - row) * kTileColumns + j];
              }
            }
          }
        }
        CHECK(tiled == made, largest_difference(tiled, made));
      }
    }
  }
}

void test_gram_in_parts() {
  const Microkernel kernel = find_kernel("auto");
  for (const Index size : {1, 7, 33, 40}) {
    const Rows x = noise(300, size, 4);
    LeftPanels left(300, size);
    pack_columns(x, 0, left);
    RightPanels right(300, size), expected(size, size);
    copy_panels(left, right);
    multiply_add(kernel, left, right, expected);
    for (const int count : {1, 2, 3, 8}) {
      RightPanels whole(size, size);
      for (int i = 0; i < count; ++i) {
        RightPanels sum(size, size);
        add_gram(kernel, left, right, {i, count}, sum);
        set_gram_part(gram_part(sum, {i, count}), {i, count}, whole);
      }
      double difference = 0.0;
      for (Index j = 0; j < size; ++j) {
        for (Index i = 0; i <= j; ++i) difference += std::abs(whole(i, j) - expected(i, j));
      }
      CHECK(difference == 0.0, difference);
    }
  }
}

void test_inverse() {
  Inverse inverse(find_kernel("auto"), 130);
  for (const Index size : {130, 1, 3, 8, 63, 64, 65, 128}) {  // the largest first: memory is kept
    // X^T X of 4 times as many examples: its condition number is near 9.
    const Rows x = noise(4 * size, size, 3);
    const Rows gram = x.transpose() * x;
    inverse.begin(size) = right_panels(gram.triangularView<Eigen::Upper>());
    int slices = 1;
    while (!inverse.advance()) ++slices;
    CHECK(slices == (size + 63) / 64, slices);
    Rows found(size, size);
    for (Index i = 0; i < size; ++i) {
      for (Index j = 0; j < size; ++j) found(i, j) = inverse.result()(j, i);
    }
    const Rows expected = gram.cast<double>().inverse().cast<float>();
    const double error = double((found - expected).norm()) / double(expected.norm());
    CHECK(error <= 1e-5, error);  // condition times roundings of 2^-24
  }
}

void test_panels_keep_their_padding_clear() {
  LeftPanels panels(11, 9);
  pack_rows(noise(9, 11, 0), 0, panels);
  panels.resize(3, 5);  // smaller, in the same memory
  pack_rows(noise(5, 3, 1), 0, panels);
  double padding = 0.0;
  for (Index row = 0; row < panels.padded_rows(); ++row) {
    for (Index column = 0; column < panels.panels() * kTileRows; ++column) {
      if (row >= panels.rows() || column >= panels.columns())
        padding += std::abs(panels(row, column));
    }
  }
  CHECK(padding == 0.0, padding);
}

}  // namespace

void test_linalg() {
  test_products();
  test_gram_in_parts();
  test_inverse();
  test_panels_keep_their_padding_clear();
}

}  // namespace fourier_net
