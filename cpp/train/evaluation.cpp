#include "train/evaluation.h"

#include "simd/vectors.h"

namespace fourier_net {
namespace {

/// -Y in the place of Y; a product added to it then leaves X W - Y.
void negate(RightPanels& values) {
  float* value = values.at(0, 0);
  for (Index i = 0; i < values.size(); i += simd::kLanes) {
    simd::store(value + i, -simd::load<simd::F32x4>(value + i));
  }
}

void square_sums(const RightPanels& residual, int unit_width, double* unit_sums) {
  constexpr int kPairs = kTileColumns / 2;
  Index column = 0;
  for (Index panel = 0; panel < residual.panels(); ++panel) {
    simd::F64x2 sums[kPairs] = {};
    const float* e = residual.at(panel, 0);
    for (Index b = 0; b < residual.rows(); ++b, e += kTileColumns) {
      for (int j = 0; j < kPairs; ++j) {
        const simd::F64x2 pair = simd::load_pair(e + 2 * j);
        sums[j] += pair * pair;
      }
    }
    for (int j = 0; j < kTileColumns && column < residual.columns(); ++j, ++column) {
      double& unit = unit_sums[column / unit_width];
      const double sum = sums[j / 2][j % 2];
      unit = column % unit_width == 0 ? sum : unit + sum;
    }
  }
}

}  // namespace

void Residual::compute(Microkernel kernel, Task& task, const Linear& block,
                       const LeftPanels& inputs, double* unit_sums) {
  negate_targets(task, block, inputs);
  block.forward_add(kernel, inputs, values_);
  square_sums(values_, task.unit_width(), unit_sums);
}

void Residual::compute_from_zero(Task& task, const Linear& block, const LeftPanels& inputs,
                                 double* unit_sums) {
  negate_targets(task, block, inputs);
  square_sums(values_, task.unit_width(), unit_sums);
}

void Residual::negate_targets(Task& task, const Linear& block, const LeftPanels& inputs) {
  values_.resize(inputs.columns(), block.outputs());
  task.targets(inputs, block.units(), values_);
  negate(values_);
}

void make_held_out(const Task& task, std::uint32_t seed, int part, Rows& rows, LeftPanels& inputs) {
  constexpr Index kPart = kHeldOutPart;
  static_assert(kPart * kHeldOutParts == kHeldOutExamples && kPart % kRowsAtATime == 0);
  const Philox random(seed, Stream::kHeldOut);
  inputs.resize(task.inputs(), kPart);
  for (Index first = 0; first < kPart; first += kRowsAtATime) {
    for (Index b = 0; b < kRowsAtATime; ++b) {
      task.input(random, static_cast<std::uint64_t>(part * kPart + first + b), &rows(b, 0));
    }
    pack_rows(rows, first, inputs);
  }
}

void weight_squares(const Task& task, const Linear& block, bool of_optimum,
                    std::vector<double>& best, double* unit_sums) {
  Index column = 0;
  for (int unit = block.units().begin; unit < block.units().end; ++unit, ++unit_sums) {
    *unit_sums = 0.0;
    for (int i = 0; i < task.unit_width(); ++i, ++column) {
      task.optimum(unit, i, best.data());
      for (Index row = 0; row < block.inputs(); ++row) {
        const double w = of_optimum ? 0.0 : double{block.weights()(row, column)};
        const double distance = w - best[static_cast<std::size_t>(row)];
        *unit_sums += distance * distance;
      }
    }
  }
}

}  // namespace fourier_net
