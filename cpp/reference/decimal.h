#pragma once

#include <string>

namespace fourier_net {

/// x in decimals, at most six of them after the point; beyond 10^15 "inf". For messages: printf and
/// what it needs would be a tenth of the compiled core.
std::string decimal(double x);

}  // namespace fourier_net
