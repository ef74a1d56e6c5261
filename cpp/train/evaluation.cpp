#include "train/evaluation.h"

namespace fourier_net {
namespace {

/// Rows first, first + 1, ... of the residual = -Y; a product added to it then leaves X W - Y.
void load_negated(const Eigen::Ref<const Rows>& targets, Index first, RightPanels& residual) {
  for (Index panel = 0; panel < residual.panels(); ++panel) {
    const Index begin = panel * kTileColumns;
    const Index width = std::min<Index>(kTileColumns, targets.cols() - begin);
    for (Index b = 0; b < targets.rows(); ++b) {
      const float* from = row_of(targets, b) + begin;
      float* to = residual.at(panel, first + b);
      for (Index j = 0; j < width; ++j) to[j] = -from[j];
    }
  }
}

void square_sums(const RightPanels& residual, int unit_width, double* unit_sums) {
  Index column = 0;
  for (Index panel = 0; panel < residual.panels(); ++panel) {
    double sums[kTileColumns] = {};
    const float* e = residual.at(panel, 0);
    for (Index b = 0; b < residual.rows(); ++b, e += kTileColumns) {
      for (int j = 0; j < kTileColumns; ++j) sums[j] += double{e[j]} * double{e[j]};
    }
    for (int j = 0; j < kTileColumns && column < residual.columns(); ++j, ++column) {
      double& unit = unit_sums[column / unit_width];
      unit = column % unit_width == 0 ? sums[j] : unit + sums[j];
    }
  }
}

}  // namespace

void residual(Microkernel kernel, const Linear& block, const LeftPanels& inputs,
              const Eigen::Ref<const Rows>& targets, RightPanels& residual, double* unit_sums) {
  residual.resize(targets.rows(), targets.cols());
  load_negated(targets, 0, residual);
  block.forward_add(kernel, inputs, residual);
  square_sums(residual, static_cast<int>(block.outputs()) / block.units().count(), unit_sums);
}

HeldOut::HeldOut(const Task& task, std::uint32_t seed) {
  const Philox random(seed, Stream::kHeldOut);
  Rows inputs(kExamples, task.inputs());
  for (Index b = 0; b < kExamples; ++b) {
    task.input(random, static_cast<std::uint64_t>(b), &inputs(b, 0));
  }
  pack_rows(inputs, inputs_);
}

void HeldOut::squared_error(Microkernel kernel, Task& task, const Linear& block,
                            RightPanels& residual, double* unit_sums) {
  residual.resize(kExamples, block.outputs());
  rows_.resize(kRowsAtATime, block.inputs());
  targets_.resize(kRowsAtATime, block.outputs());
  for (Index first = 0; first < kExamples; first += kRowsAtATime) {
    for (Index b = 0; b < kRowsAtATime; ++b) {
      for (Index i = 0; i < rows_.cols(); ++i) rows_(b, i) = inputs_(i, first + b);
    }
    task.targets(rows_, block.units(), targets_);
    load_negated(targets_, first, residual);
  }
  block.forward_add(kernel, inputs_, residual);
  square_sums(residual, task.unit_width(), unit_sums);
}

void weight_squares(const Task& task, const Linear& block, bool of_optimum, double* unit_sums) {
  std::vector<double> best(static_cast<std::size_t>(task.inputs()));
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
