#include "task/dft_task.h"
#include "task/spectrogram_task.h"

namespace fourier_net {

std::unique_ptr<Task> make_task(const std::string& model, int n) {
  if (model == "dft") return std::make_unique<DftTask>(n);
  if (model == "spectrogram") return std::make_unique<SpectrogramTask>();
  if (model == "shared") return std::make_unique<SharedFrameTask>();
  return nullptr;
}

}  // namespace fourier_net
