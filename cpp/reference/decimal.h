#pragma once

#include <string>

namespace fourier_net {

/// x in decimals, at most six of them after the point; below 10^-6 and from 10^15 on with a power
/// of ten, as 1e-9. For messages: printf and what it needs would be a tenth of the compiled core.
std::string decimal(double x);

}  // namespace fourier_net
