// The study of a recurrent cell: eigenvalues that are known, and responses against plain loops.

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <vector>

#include "checks.h"
#include "study/cell.h"
#include "study/eigenvalues.h"

namespace fourier_net {
namespace {

using study::Cell;
using study::eigenvalues;
using Complex = std::complex<double>;

/// The largest distance of a known eigenvalue to the nearest one found that was not taken yet.
double distance(const Eigen::MatrixXd& a, const std::vector<Complex>& known) {
  const Eigen::VectorXcd values = eigenvalues(a).values;
  std::vector<Complex> found(values.data(), values.data() + values.size());
  CHECK(found.size() == known.size(), found.size());
  double largest = 0.0;
  for (const Complex& wanted : known) {
    const auto nearest = std::min_element(found.begin(), found.end(), [&](Complex p, Complex q) {
      return std::abs(p - wanted) < std::abs(q - wanted);
    });
    if (nearest == found.end()) return std::numeric_limits<double>::infinity();
    largest = std::max(largest, std::abs(*nearest - wanted));
    found.erase(nearest);
  }
  return largest;
}

/// A register that shifts by one; closed to a ring, or not.
Eigen::MatrixXd shift(Index size, bool ring) {
  Eigen::MatrixXd a = Eigen::MatrixXd::Zero(size, size);
  for (Index i = ring ? 0 : 1; i < size; ++i) a(i, (i + size - 1) % size) = 1.0;
  return a;
}

void test_known_eigenvalues() {
  const double pi = std::acos(-1.0);
  Eigen::MatrixXd rotation(2, 2), triangle(3, 3), jordan(3, 3);
  rotation << 0.6, -0.8, 0.8, 0.6;
  triangle << 1, 5, 7, 0, 2, 9, 0, 0, -3;
  jordan << 2, 1, 0, 0, 2, 1, 0, 0, 2;
  CHECK(distance(rotation, {{0.6, 0.8}, {0.6, -0.8}}) <= 1e-15, 2);
  CHECK(distance(triangle, {1, 2, -3}) == 0.0, 3);
  CHECK(distance(jordan, {2, 2, 2}) == 0.0, 3);
  CHECK(distance(Eigen::MatrixXd::Zero(5, 5), std::vector<Complex>(5)) == 0.0, 5);
  CHECK(distance(shift(64, false), std::vector<Complex>(64)) == 0.0, 64);
  CHECK(distance(Eigen::MatrixXd(0, 0), {}) == 0.0, 0);
  // A triangle without its diagonal, its indices in another order.
  const Eigen::MatrixXd numbers = noise(64, 64, 7).cast<double>();
  Eigen::MatrixXd nilpotent = Eigen::MatrixXd::Zero(64, 64);
  for (Index row = 0; row < 64; ++row) {
    for (Index column = 0; column < row; ++column) {
      nilpotent(29 * row % 64, 29 * column % 64) = numbers(row, column);
    }
  }
  CHECK(distance(nilpotent, std::vector<Complex>(64)) == 0.0, 64);
  // QR steps alone would never leave it: all its eigenvalues are equally large.
  std::vector<Complex> roots;
  for (int i = 0; i < 64; ++i) roots.push_back(std::polar(1.0, 2 * pi * i / 64));
  const double off_ring = distance(shift(64, true), roots);
  CHECK(off_ring <= 1e-13, off_ring);
  // Of a matrix that is badly scaled, D^-1 A D, they are those of A: powers of 2 round nothing.
  const Eigen::MatrixXd a = noise(12, 12, 4).cast<double>();
  const Eigen::VectorXcd known = eigenvalues(a).values;
  Eigen::MatrixXd scaled = a;
  for (Index i = 0; i < 12; ++i) {
    scaled.col(i) *= std::ldexp(1.0, static_cast<int>(10 * i));
    scaled.row(i) *= std::ldexp(1.0, -static_cast<int>(10 * i));
  }
  const double off = distance(scaled, {known.data(), known.data() + known.size()});
  CHECK(off <= 1e-11, off);
}

void test_no_eigenvalues() {
  for (const double value :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    Eigen::MatrixXd a = shift(8, true);
    a(3, 5) = value;
    const study::Eigenvalues found = eigenvalues(a);
    CHECK(found.values.size() == 0 && *found.problem != '\0', value);
  }
  CHECK(*eigenvalues(shift(8, true)).problem == '\0', 8);
}

/// Frames by plain loops: h <- h A + x B, y = h C.
Rows naive_frames(const Rows& weights, Index hidden, const Eigen::VectorXf& sound) {
  const Index hop = weights.rows() - hidden, outputs = weights.cols() - hidden;
  Rows frames(sound.size() / hop, outputs);
  std::vector<double> h(static_cast<std::size_t>(hidden));
  for (Index t = 0; t < frames.rows(); ++t) {
    std::vector<double> next(h.size());
    for (std::size_t j = 0; j < h.size(); ++j) {
      const auto column = static_cast<Index>(j);
      for (std::size_t i = 0; i < h.size(); ++i) {
        next[j] += h[i] * double{weights(static_cast<Index>(i), column)};
      }
      for (Index k = 0; k < hop; ++k) {
        next[j] += double{sound[t * hop + k]} * double{weights(hidden + k, column)};
      }
    }
    h = next;
    for (Index output = 0; output < outputs; ++output) {
      double y = 0.0;
      for (std::size_t i = 0; i < h.size(); ++i) {
        y += h[i] * double{weights(static_cast<Index>(i), hidden + output)};
      }
      frames(t, output) = static_cast<float>(y);
    }
  }
  return frames;
}

double difference(const Rows& a, const Rows& b) {
  CHECK(a.rows() == b.rows() && a.cols() == b.cols(), a.rows());
  return double((a - b).norm() / b.norm());
}

void test_responses(Index hidden, Index hop, Index outputs) {
  Rows weights = noise(hidden + hop, hidden + outputs, 5) / std::sqrt(float(hidden));
  weights.bottomRightCorner(hop, outputs).setZero();
  const Cell cell(weights, hidden);
  const Index hops = 9, lags = hops * hop - 1;
  const Rows noisy = noise(1, hops * hop + hop - 1, 6);  // the last hop is not whole
  const Eigen::VectorXf sound = noisy.row(0).transpose();
  const Rows wanted = naive_frames(weights, hidden, sound);
  // Both are double precision, rounded to float32 at the end.
  const double off = difference(study::Stream(cell).hear(sound), wanted);
  CHECK(off <= 1e-7, off);

  study::Stream stream(cell);
  Rows pieces(hops, outputs);
  pieces.topRows(4) = stream.hear(sound.head(4 * hop));
  pieces.bottomRows(hops - 4) = stream.hear(sound.tail(sound.size() - 4 * hop));
  CHECK(difference(pieces, wanted) <= 1e-7, hop);
  CHECK(stream.hear(sound.head(0)).size() == 0, 0);

  const Rows response = study::impulse_response(cell, lags);
  for (Index lag = 0; lag < lags; ++lag) {
    Eigen::VectorXf impulse = Eigen::VectorXf::Zero(hops * hop);
    impulse[hops * hop - 1 - lag] = 1.0F;
    const Rows last = naive_frames(weights, hidden, impulse).bottomRows(1);
    CHECK((response.row(lag) - last).norm() <= 1e-7F * (1.0F + last.norm()), lag);
  }

  // The response is rounded to float32, and so are the frames.
  const Rows whole = study::impulse_response(cell, hops * hop);
  const double off_sum = difference(study::frames_by_response(whole, sound, hop), wanted);
  CHECK(off_sum <= 3e-7, off_sum);
}

}  // namespace

void test_study() {
  test_known_eigenvalues();
  test_no_eigenvalues();
  test_responses(16, 4, 18);
  test_responses(19, 5, 18);
  test_responses(3, 16, 10);
  test_responses(1, 1, 1);
}

}  // namespace fourier_net
