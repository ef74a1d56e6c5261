#include "network/network.h"

namespace fourier_net {

std::unique_ptr<Network> make_network(const Config& /*config*/) { return nullptr; }

}  // namespace fourier_net
