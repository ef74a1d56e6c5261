#pragma once

#include "linalg/panels.h"
#include "train/config.h"

namespace fourier_net {

/// What a model's arrays look like.
struct Shape {
  int inputs = 0, outputs = 0;  ///< d and c of an example.
  int units = 0;                ///< What shards divide; 0 where there is no such model.
  int rows = 0, columns = 0;    ///< Of the weights as they are saved.
};

Shape shape_of(const Config& config);

}  // namespace fourier_net
