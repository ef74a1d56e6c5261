#include <utility>

#include "train/linear_trainer.h"
#include "train/network_trainer.h"
#include "transform/transform.h"

namespace fourier_net {

Shape shape_of(const Config& config) {
  Shape shape;
  if (const auto network = make_network(config)) {
    shape.inputs = network->inputs();
    shape.outputs = network->outputs();
    shape.units = 1;
    shape.rows = static_cast<int>(network->weight_rows());
    shape.columns = static_cast<int>(network->weight_columns());
  } else if (const auto transform = make_transform(config.model, config.n, config.matrix)) {
    // Without its task, which has the whole matrix of it.
    shape.inputs = shape.rows = transform->inputs();
    shape.outputs = shape.columns = transform->outputs();
    shape.units = shape.outputs / transform->parts();
  } else if (const auto task = make_task(config.model, config.n)) {
    shape.inputs = shape.rows = task->inputs();
    shape.outputs = shape.columns = task->outputs();
    shape.units = task->units();
  }
  return shape;
}

std::unique_ptr<Trainer> make_trainer(const Config& config) {
  if (auto network = make_network(config)) {
    return std::make_unique<NetworkTrainer>(config, std::move(network));
  }
  return std::make_unique<LinearTrainer>(config);
}

}  // namespace fourier_net
