#include "network/butterfly.h"
#include "network/network.h"
#include "network/recurrent.h"

namespace fourier_net {

std::unique_ptr<Network> make_network(const Config& config) {
  if (config.model == "butterfly") return std::make_unique<Butterfly>(config.n);
  if (config.model == "recurrent") {
    return std::make_unique<Recurrent>(config.nperseg, config.hop, config.hidden);
  }
  return nullptr;
}

}  // namespace fourier_net
