#include <utility>

#include "task/spectrogram_task.h"
#include "task/transform_task.h"

namespace fourier_net {

std::unique_ptr<Task> make_task(const std::string& model, int n, const GivenMatrix& matrix) {
  if (model == "spectrogram") return std::make_unique<SpectrogramTask>();
  if (model == "shared") return std::make_unique<SharedFrameTask>();
  if (auto transform = make_transform(model, n, matrix)) {
    return std::make_unique<TransformTask>(std::move(transform));
  }
  return nullptr;
}

}  // namespace fourier_net
