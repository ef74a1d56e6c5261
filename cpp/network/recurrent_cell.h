#pragma once

#include <algorithm>
#include <vector>

#include "linalg/strided.h"

namespace fourier_net {

/// Sizes of a recurrent cell.
struct CellSize {
  Index hop;     ///< Samples that it reads at a time.
  Index hidden;  ///< Numbers that it remembers.
  Index frame;   ///< Numbers that it says after each hop.

  Index weight_rows() const { return hidden + hop; }
  Index weight_columns() const { return hidden + frame; }
};

/// A linear recurrent cell and its backward pass. From h_0 = 0 it reads hop after hop x_t and says
/// a frame y_t:
///   h_t = h_(t-1) A + x_t B,   y_t = h_t C,   t = 1 ... T.
/// Its weights are [[A, C], [B, 0]] (hidden + hop, hidden + frame), row-major. `Scalar` is float to
/// train, double to be checked.
template <typename Scalar>
class RecurrentCell {
 public:
  using Values = Strided<Scalar>;
  using Constants = Strided<const Scalar>;

  explicit RecurrentCell(const CellSize& size) : size_(size) {}

  /// Makes room for `batch` examples of `hops` hops.
  void reserve(Index batch, Index hops) {
    const Index rows = batch * hops;
    transition_.resize(size_.weight_rows(), size_.hidden);
    memory_back_.resize(size_.hidden, size_.hidden);
    output_.resize(size_.hidden, size_.frame);
    output_back_.resize(size_.frame, size_.hidden);
    errors_.resize(rows, size_.frame);
    deltas_.resize(rows, size_.hidden);
    states_.reserve(std::size_t((hops + 1) * batch * size_.weight_rows()));
    delta_values_.reserve(std::size_t(2 * batch * size_.hidden));
  }

  /// x (B, T hop) to y (B, T frame), for any T.
  void predict(const Scalar* weights, const Constants& x, const Values& y) {
    read(weights);
    begin(x.rows, 2);
    for (Index t = 0; t < hops_of(x); ++t) {
      advance(x, t, t % 2, (t + 1) % 2);
      multiply(hidden_at((t + 1) % 2, 1), output_, frame(y, t), kNothing);
    }
  }

  /// Backpropagation through time (Werbos 1990). With the targets Y in `residual` (B, T frame):
  /// puts E = f(X) - Y in their place, and adds half the gradient of the sum of its squares:
  ///   D_t = E_t C^T + D_(t+1) A^T,   D_(T+1) = 0,
  ///   of [A; B]: sum over t of [h_(t-1), x_t]^T D_t,   of C: sum over t of h_t^T E_t.
  void add_gradient(const Scalar* weights, const Constants& x, const Values& residual,
                    Scalar* gradient) {
    read(weights);
    const Index hops = hops_of(x), rows = hops * x.rows;
    begin(x.rows, hops + 1);
    errors_.resize(rows, size_.frame);
    for (Index t = 0; t < hops; ++t) {
      advance(x, t, t, t + 1);
      const Values error = frame(residual, t);
      multiply(hidden_at(t + 1, 1), output_, error, kNegative);
      errors_.set_rows(t * batch_, error.constant());
    }
    deltas_.resize(rows, size_.hidden);
    delta_values_.resize(std::size_t(2 * batch_ * size_.hidden));
    for (Index t = hops - 1; t >= 0; --t) {
      const Values delta = delta_at(t);
      multiply(frame(residual, t), output_back_, delta, kNothing);
      if (t < hops - 1) multiply(delta_at(t + 1), memory_back_, delta, kAll);
      deltas_.set_rows(t * batch_, delta.constant());
    }
    const Values all = matrix(gradient, size_.weight_rows(), size_.weight_columns());
    multiply(states_at(0, hops).transposed(), deltas_, all.column_range(0, size_.hidden), kAll);
    multiply(hidden_at(1, hops).transposed(), errors_, output_part(all), kAll);
  }

 private:
  /// What multiply() keeps of what was there.
  static constexpr Scalar kNothing{0}, kAll{1}, kNegative{-1};

  template <typename Element>
  static Strided<Element> matrix(Element* data, Index rows, Index columns) {
    return {data, rows, columns, columns};
  }

  Index hops_of(const Constants& x) const { return x.columns / size_.hop; }

  /// C, or its gradient.
  template <typename Element>
  Strided<Element> output_part(const Strided<Element>& weights) const {
    return weights.row_range(0, size_.hidden).column_range(size_.hidden, size_.frame);
  }

  void read(const Scalar* weights) {
    const Constants all = matrix(weights, size_.weight_rows(), size_.weight_columns());
    const Constants transition = all.column_range(0, size_.hidden);
    transition_.set(transition);
    memory_back_.set(transition.row_range(0, size_.hidden).transposed());
    output_.set(output_part(all));
    output_back_.set(output_part(all).transposed());
  }

  /// Makes room for `times` states of `batch` examples; the first one's h is zero.
  void begin(Index batch, Index times) {
    batch_ = batch;
    states_.resize(std::size_t(times * batch * size_.weight_rows()));
    std::fill_n(states_.begin(), batch * size_.weight_rows(), Scalar(0));
  }

  /// [h_(t-1), x_t] of `times` times from `time` on, each of all examples.
  Values states_at(Index time, Index times) {
    Scalar* first = states_.data() + time * batch_ * size_.weight_rows();
    return matrix(first, times * batch_, size_.weight_rows());
  }

  /// Their first part.
  Values hidden_at(Index time, Index times) {
    return states_at(time, times).column_range(0, size_.hidden);
  }

  /// D_t of all examples: only one time and the next are kept.
  Values delta_at(Index t) {
    return matrix(delta_values_.data() + t % 2 * batch_ * size_.hidden, batch_, size_.hidden);
  }

  Values frame(const Values& frames, Index t) const {
    return frames.column_range(t * size_.frame, size_.frame);
  }

  /// Reads hop t of x into the state at `now`, from which the next h follows.
  void advance(const Constants& x, Index t, Index now, Index next) {
    const Values state = states_at(now, 1);
    for (Index b = 0; b < batch_; ++b) {
      std::copy_n(x.at(b, t * size_.hop), size_.hop, state.at(b, size_.hidden));
    }
    multiply(state, transition_, hidden_at(next, 1), kNothing);
  }

  CellSize size_;
  Index batch_ = 0;
  PackedRight<Scalar> transition_, output_;        ///< [A; B] and C,
  PackedRight<Scalar> memory_back_, output_back_;  ///< A^T and C^T.
  std::vector<Scalar> states_, delta_values_;
  PackedRight<Scalar> errors_, deltas_;  ///< E and D of all times, one below the other.
};

}  // namespace fourier_net
