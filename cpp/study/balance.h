#pragma once

#include <Eigen/Core>

namespace fourier_net::study {

/// A matrix with the same eigenvalues, made easier to find them in.
struct Balanced {
  Eigen::VectorXd found;  ///< Eigenvalues that were read off.
  Eigen::MatrixXd rest;   ///< The other ones are those of this.
};

/// Reads off eigenvalues, and scales what is left (Parlett and Reinsch 1969; as LAPACK's dgebal).
/// Where a row or a column has nothing beside its diagonal, that is an eigenvalue, and row and
/// column go. Of a triangle all of them go, in whatever order its indices come: QR steps would
/// miss the zeros of its diagonal by the roots of a rounding. Then
///   rest = D^-1 A D,   D diagonal, powers of 2,
/// with rows and columns of about one norm. That rounds nothing.
Balanced balance(const Eigen::MatrixXd& a);

}  // namespace fourier_net::study
