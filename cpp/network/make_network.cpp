#include "network/butterfly.h"
#include "network/network.h"

namespace fourier_net {

std::unique_ptr<Network> make_network(const Config& config) {
  if (config.model == "butterfly") return std::make_unique<Butterfly>(config.n);
  return nullptr;
}

}  // namespace fourier_net
