#pragma once

#include <Eigen/Core>

namespace fourier_net::study {

/// Eigenvalues of a real matrix, or why there are none.
struct Eigenvalues {
  Eigen::VectorXcd values;   ///< In no order; the two of a complex pair stand side by side.
  const char* problem = "";  ///< Words for readers; empty: there is none.
};

/// The eigenvalues of a square matrix, by QR steps with two shifts (Francis 1961) on its Hessenberg
/// form, in double precision. They are those of a matrix as near to A as rounding is.
Eigenvalues eigenvalues(const Eigen::MatrixXd& a);

}  // namespace fourier_net::study
