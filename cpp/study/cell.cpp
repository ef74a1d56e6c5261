#include "study/cell.h"

#include <algorithm>

namespace fourier_net::study {

Cell::Cell(const Eigen::Ref<const Rows>& weights, Index hidden)
    : a(weights.topLeftCorner(hidden, hidden).cast<double>()),
      b(weights.bottomLeftCorner(weights.rows() - hidden, hidden).cast<double>()),
      c(weights.topRightCorner(hidden, weights.cols() - hidden).cast<double>()) {}

Rows impulse_response(const Cell& cell, Index lags) {
  const Index hop = cell.b.rows();
  Rows response(lags, cell.c.cols());
  Eigen::MatrixXd memory = cell.b, next(memory.rows(), memory.cols());  // B A^s
  for (Index newest = 0; newest < lags; newest += hop) {
    const Index count = std::min(hop, lags - newest);
    // The last sample of a hop is its newest.
    response.middleRows(newest, count) =
        (memory.bottomRows(count) * cell.c).colwise().reverse().cast<float>();
    next.noalias() = memory * cell.a;
    memory.swap(next);
  }
  return response;
}

Rows Stream::hear(const Eigen::Ref<const Eigen::VectorXf>& piece) {
  const Index hop = cell_.b.rows(), hops = piece.size() / hop;
  // A column a hop: x_t B, then h_t.
  Eigen::MatrixXd h = cell_.b.transpose() *
                      Eigen::Map<const Eigen::MatrixXf>(piece.data(), hop, hops).cast<double>();
  for (Index t = 0; t < hops; ++t) {
    h.col(t) += cell_.a.transpose().lazyProduct(memory_);
    memory_ = h.col(t);
  }
  return (h.transpose() * cell_.c).cast<float>();
}

Rows frames_by_response(const Eigen::Ref<const Rows>& response,
                        const Eigen::Ref<const Eigen::VectorXf>& sound, Index hop) {
  const Index hops = sound.size() / hop;
  const Eigen::MatrixXd r = response.cast<double>();
  const Eigen::VectorXd x = sound.cast<double>();
  Rows frames(hops, response.cols());
  for (Index t = 0; t < hops; ++t) {
    const Index heard = (t + 1) * hop, count = std::min(heard, r.rows());
    const Eigen::VectorXd newest_first = x.segment(heard - count, count).reverse();
    frames.row(t) = (newest_first.transpose() * r.topRows(count)).cast<float>();
  }
  return frames;
}

}  // namespace fourier_net::study
