#pragma once

#include <vector>

#include "linalg/gemm.h"

namespace fourier_net {

/// A part of the panels of a matrix: `index`, index + count, ... The heavy panels of an upper
/// triangle, those on the right, are then shared out fairly.
struct PanelPart {
  int index = 0, count = 1;
};

/// gram += X^T X, on and above the diagonal, in the panels of `part` alone: X^T as a left factor
/// (B, d), X as a right one of the same shape, gram (d, d). An element is summed as multiply_add
/// does it, whatever the part.
void add_gram(Microkernel kernel, const LeftPanels& left, const RightPanels& right, PanelPart part,
              RightPanels& gram);

/// What add_gram fills in, one panel after the other, to be taken elsewhere.
std::vector<float> gram_part(const RightPanels& gram, PanelPart part);

/// Puts what gram_part gave in its place.
void set_gram_part(const std::vector<float>& values, PanelPart part, RightPanels& gram);

}  // namespace fourier_net
