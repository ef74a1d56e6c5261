#pragma once

#include <Eigen/Core>
#include <utility>

#include "linalg/panels.h"

namespace fourier_net::study {

/// A linear recurrent cell that reads a sound one hop at a time, in double precision:
///   h_t = h_(t-1) A + x_t B,   y_t = h_t C,   t = 1, 2 ...,   h_0 = 0.
/// h (hidden) is its memory, x (hop) are the samples that come in, y (outputs) is a frame of the
/// spectrogram: real parts, then imaginary ones.
struct Cell {
  Eigen::MatrixXd a;  ///< (hidden, hidden)
  Eigen::MatrixXd b;  ///< (hop, hidden)
  Eigen::MatrixXd c;  ///< (hidden, outputs)

  /// Of the weights as they are trained, [[A, C], [B, 0]] (hidden + hop, hidden + outputs).
  Cell(const Eigen::Ref<const Rows>& weights, Index hidden);
};

/// What a single 1 in the sound is worth in the frames that follow, (lags, outputs): row `lag` is
/// the frame that ends `lag` samples after it. A sample at place j of its hop counts, s hops later,
/// with row j of
///   B A^s C,
/// and is s hop + hop - 1 - j samples old.
Rows impulse_response(const Cell& cell, Index lags);

/// A cell that hears a sound piece by piece, from an empty memory on.
class Stream {
 public:
  explicit Stream(Cell cell)
      : cell_(std::move(cell)), memory_(Eigen::VectorXd::Zero(cell_.a.rows())) {}

  /// The frames that it says meanwhile, (hops, outputs). Whole hops of a piece are read; the memory
  /// after it is the next piece's.
  Rows hear(const Eigen::Ref<const Eigen::VectorXf>& piece);

 private:
  Cell cell_;
  Eigen::VectorXd memory_;
};

/// The same frames from an impulse response r (lags, outputs), as sums over the samples x that came
/// before: the frame that ends with sample n is
///   y = sum over lag of x_(n - lag) r_lag,   (hops, outputs).
Rows frames_by_response(const Eigen::Ref<const Rows>& response,
                        const Eigen::Ref<const Eigen::VectorXf>& sound, Index hop);

}  // namespace fourier_net::study
