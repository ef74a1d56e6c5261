#pragma once

#include <cstdint>
#include <limits>
#include <memory>

#include "linalg/panels.h"
#include "random/values.h"
#include "train/config.h"

namespace fourier_net {

/// A network of few weights that is trained as a whole, by a backward pass of its own: what
/// train/network_trainer.h trains. An example is d real numbers in, c out; where they are complex,
/// all real parts come first, then the imaginary parts. Its weights are one array of float32, row
/// by row in the shape in which they are saved.
class Network {
 public:
  virtual ~Network() = default;

  virtual int inputs() const = 0;   ///< d
  virtual int outputs() const = 0;  ///< c

  /// Of `values` values, those that make a row for predict() and targets(): an example, or more
  /// where it goes on for as long as there is something to read.
  virtual Index row_length(Index /*values*/) const { return inputs(); }

  /// Numbers that come out of a row of `length`.
  virtual Index output_length(Index /*length*/) const { return outputs(); }

  virtual Index weight_rows() const = 0;
  virtual Index weight_columns() const = 0;
  Index weight_count() const { return weight_rows() * weight_columns(); }

  /// How many of the unit impulses, from the first input on, tell the whole map: all, or a part of
  /// which each stands for as many others that differ from it by a rotation only.
  virtual int impulses() const { return inputs(); }

  /// Examples that are worked on at a time: one slice of a step.
  virtual Index examples_at_a_time() const = 0;

  /// The norm above which Keras' gradient (of the mean squared error over examples and outputs, of
  /// all weights) is shrunk to it: see train/network_trainer.h.
  virtual double largest_gradient_norm() const { return std::numeric_limits<double>::infinity(); }

  /// Random weights; each depends on the seed and its place alone. A slice at a time, the same
  /// `weights` and `seed` each time: true when that completed it.
  virtual bool advance_initialisation(std::uint32_t seed, float* weights) = 0;

  /// All of it.
  void initialise(std::uint32_t seed, float* weights) {
    while (!advance_initialisation(seed, weights)) {
    }
  }

  /// Weights of an exact solution, rounded to float32; false where none is known.
  virtual bool set_optimum(float* weights) const = 0;

  // Of up to examples_at_a_time() examples of d numbers the following allocate nothing.

  /// What it is to make of x (B, d): y (B, c), computed in double precision and rounded once.
  virtual void targets(const Eigen::Ref<const Rows>& x, Eigen::Ref<Rows> y) = 0;

  /// What it makes of x (B, d): y (B, c).
  virtual void predict(const float* weights, const Eigen::Ref<const Rows>& x,
                       Eigen::Ref<Rows> y) = 0;

  /// With the targets Y in `residual`: puts E = f(X) - Y in their place, and adds half the gradient
  /// of the sum of squares of E with respect to the weights to `gradient`, examples in ascending
  /// order. (For a single layer y = x W that is X^T E: see train/optimiser.h.)
  virtual void add_gradient(const float* weights, const Eigen::Ref<const Rows>& x,
                            Eigen::Ref<Rows> residual, float* gradient) = 0;
};

/// The network of a configuration; null when its model is a single layer.
std::unique_ptr<Network> make_network(const Config& config);

}  // namespace fourier_net
