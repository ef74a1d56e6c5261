#include "model/linear.h"

#include <cmath>

namespace fourier_net {
namespace {

/// Calls visit(column in the block, unit, i) for each column of the block in order.
template <typename Visit>
void for_each_column(const Task& task, Units units, Visit visit) {
  Index column = 0;
  for (int unit = units.begin; unit < units.end; ++unit) {
    for (int i = 0; i < task.unit_width(); ++i) visit(column++, unit, i);
  }
}

}  // namespace

Linear::Linear(const Task& task, Units units)
    : units_(units), weights_(task.inputs(), Index{units.count()} * task.unit_width()) {}

void Linear::initialise(const Task& task, std::uint32_t seed) {
  const Philox random(seed, Stream::kInitialWeights);
  const float limit =
      static_cast<float>(std::sqrt(6.0 / (double(task.inputs()) + double(task.outputs()))));
  std::vector<float> values(static_cast<std::size_t>(task.inputs()));
  for_each_column(task, units_, [&](Index column, int unit, int i) {
    const auto sequence = static_cast<std::uint64_t>(task.column(unit, i));
    fill_uniform(random, sequence, limit, values.data(), task.inputs());
    for (Index row = 0; row < inputs(); ++row) {
      weights_(row, column) = values[static_cast<std::size_t>(row)];
    }
  });
}

void Linear::set_optimum(const Task& task, std::vector<double>& values) {
  for_each_column(task, units_, [&](Index column, int unit, int i) {
    task.optimum(unit, i, values.data());
    for (Index row = 0; row < inputs(); ++row) {
      weights_(row, column) = static_cast<float>(values[static_cast<std::size_t>(row)]);
    }
  });
}

}  // namespace fourier_net
