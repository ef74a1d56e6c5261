#include "linalg/gram.h"

#include <algorithm>

namespace fourier_net {
namespace {

/// Rows of a panel that reach down to the diagonal, in whole tiles.
Index upper_rows(const RightPanels& gram, Index panel) {
  return std::min((panel + 1) * kTileColumns, gram.padded_rows());
}

}  // namespace

void add_gram(Microkernel kernel, const LeftPanels& left, const RightPanels& right, PanelPart part,
              RightPanels& gram) {
  for (Index k = 0; k < left.rows(); k += kSumBlock) {
    const int depth = static_cast<int>(std::min(kSumBlock, left.rows() - k));
    for (Index panel = part.index; panel < gram.panels(); panel += part.count) {
      for (Index row = 0; row < upper_rows(gram, panel); row += kTileRows) {
        kernel(depth, left.at(row / kTileRows, k), right.at(panel, k), gram.at(panel, row), 1);
      }
    }
  }
}

std::vector<float> gram_part(const RightPanels& gram, PanelPart part) {
  Index count = 0;
  for (Index panel = part.index; panel < gram.panels(); panel += part.count) {
    count += upper_rows(gram, panel) * kTileColumns;
  }
  std::vector<float> values;
  values.reserve(static_cast<std::size_t>(count));
  for (Index panel = part.index; panel < gram.panels(); panel += part.count) {
    const float* from = gram.at(panel, 0);
    values.insert(values.end(), from, from + upper_rows(gram, panel) * kTileColumns);
  }
  return values;
}

void set_gram_part(const std::vector<float>& values, PanelPart part, RightPanels& gram) {
  auto from = values.begin();
  for (Index panel = part.index; panel < gram.panels(); panel += part.count) {
    const auto end = from + upper_rows(gram, panel) * kTileColumns;
    std::copy(from, end, gram.at(panel, 0));
    from = end;
  }
}

}  // namespace fourier_net
