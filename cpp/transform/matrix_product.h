#pragma once

#include <utility>

#include "transform/given_matrix.h"
#include "transform/transform.h"

namespace fourier_net {

/// The product with a matrix, which knows nothing of what that matrix is:
///   y[k] = sum_m x[m] M[m][k].
class MatrixProduct : public Transform {
 public:
  explicit MatrixProduct(GivenMatrix matrix) : matrix_(std::move(matrix)) {}

  int inputs() const override { return matrix_.inputs; }
  int outputs() const override { return matrix_.outputs; }
  int parts() const override { return matrix_.parts; }

  void apply(const SignalPair& x, DoublePair* y) override {
    const double* row = matrix_.values.data();
    for (int k = 0; k < matrix_.outputs; ++k) y[k] = 0.0;
    for (int m = 0; m < matrix_.inputs; ++m, row += matrix_.outputs) {
      const DoublePair value = x[m];
      if (value[0] == 0.0 && value[1] == 0.0) continue;  // of unit impulses nearly all are
      for (int k = 0; k < matrix_.outputs; ++k) y[k] += value * DoublePair(row[k]);
    }
  }

 private:
  GivenMatrix matrix_;
};

}  // namespace fourier_net
