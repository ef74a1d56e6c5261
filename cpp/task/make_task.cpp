#include "task/dft_task.h"

namespace fourier_net {

std::unique_ptr<Task> make_task(const std::string& model, int n) {
  if (model == "dft") return std::make_unique<DftTask>(n);
  return nullptr;
}

}  // namespace fourier_net
