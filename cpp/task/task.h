#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "linalg/panels.h"
#include "random/values.h"
#include "transform/given_matrix.h"

namespace fourier_net {

/// A half-open range of a task's units.
struct Units {
  int begin = 0, end = 0;
  int count() const { return end - begin; }
};

/// A linear transform to be learned: makes inputs, knows their targets and the best weights.
///
/// Its output columns come in units, the smallest groups that a shard can own (a bin's real and
/// imaginary part, a frame's bins). Losses are summed by unit, so that merging them does not depend
/// on how units are divided among workers.
class Task {
 public:
  virtual ~Task() = default;

  virtual int inputs() const = 0;   ///< d
  virtual int outputs() const = 0;  ///< c
  virtual int units() const = 0;
  int unit_width() const { return outputs() / units(); }

  /// How many units are trained at a time: one slice of a step.
  virtual int units_per_block() const = 0;

  /// Column, in the (d, c) weight matrix as it is saved, of column `i` of `unit`.
  virtual int column(int unit, int i) const = 0;

  /// Example `number` of a random stream, d values: white noise N(0, 1).
  virtual void input(const Philox& random, std::uint64_t number, float* values) const {
    fill_normals(random, number, values, inputs());
  }

  /// Targets (B, units.count() * unit_width()) of B examples packed by rows, units in ascending
  /// order; computed in double precision and rounded once. `targets` has its shape, and is zero.
  virtual void targets(const LeftPanels& inputs, Units units, RightPanels& targets) = 0;

  /// The best weights of column `i` of `unit`, d values: the reference applied to unit impulses.
  virtual void optimum(int unit, int i, double* weights) const = 0;
};

/// The task of that model; n is its size and `matrix` its matrix where it has one.
std::unique_ptr<Task> make_task(const std::string& model, int n, const GivenMatrix& matrix = {});

}  // namespace fourier_net
