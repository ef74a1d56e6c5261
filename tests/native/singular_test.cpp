// Kaczmarz' step where X X^T is singular: NumPy's pinv says what it should be. The cases are made
// by scripts/make-fixtures.py (tests/fixtures/singular.txt).

#include <Eigen/Core>
#include <fstream>
#include <string>

#include "checks.h"
#include "linalg/inverse.h"
#include "train/kaczmarz.h"

namespace fourier_net {
namespace {

Rows read(std::ifstream& file, Index rows, Index columns) {
  Rows values(rows, columns);
  for (Index i = 0; i < rows; ++i) {
    for (Index j = 0; j < columns; ++j) file >> values(i, j);
  }
  return values;
}

Rows unpacked(const RightPanels& panels) {
  Rows values(panels.rows(), panels.columns());
  for (Index i = 0; i < values.rows(); ++i) {
    for (Index j = 0; j < values.cols(); ++j) values(i, j) = panels(i, j);
  }
  return values;
}

/// W - X^T (X X^T)^- (X W - X V).
Rows step(const Rows& x, const Rows& w, const Rows& v) {
  const Index batch = x.rows(), inputs = x.cols();
  Kaczmarz kaczmarz(find_kernel("auto"), {static_cast<int>(inputs), static_cast<int>(w.cols()),
                                          static_cast<int>(batch)});
  LeftPanels by_row(inputs, batch), by_column(batch, inputs);
  pack_rows(x, 0, by_row);
  pack_columns(x, 0, by_column);
  kaczmarz.begin_step(1.0, static_cast<int>(batch));
  while (!kaczmarz.prepare(by_row, by_column)) {
  }
  const Rows error = x * w - x * v;
  RightPanels residual(batch, w.cols());
  for (Index i = 0; i < batch; ++i) {
    for (Index j = 0; j < w.cols(); ++j) residual(i, j) = error(i, j);
  }
  kaczmarz.transform(residual);
  return w - x.transpose() * unpacked(residual);
}

}  // namespace

void test_singular() {
  std::ifstream file(FIXTURES "/singular.txt");
  std::string name;
  Index batch = 0, inputs = 0, outputs = 0;
  int cases = 0;
  while (file >> name >> batch >> inputs >> outputs) {
    ++cases;
    const Rows x = read(file, batch, inputs), w = read(file, inputs, outputs);
    const Rows v = read(file, inputs, outputs), expected = read(file, inputs, outputs);
    const double difference = double((step(x, w, v) - expected).norm());
    // Roundings of float32 times the condition of what is not singular, below 1000 in all cases.
    const double tolerance = 1e-4 * (1.0 + double(w.norm()));
    if (!(difference <= tolerance)) std::printf("%s:\n", name.c_str());
    CHECK(difference <= tolerance, difference);
  }
  CHECK(cases >= 10, cases);
}

}  // namespace fourier_net
