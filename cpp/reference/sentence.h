#pragma once

#include <string>

namespace fourier_net {

/// What printf prints, as a string of up to 159 characters.
__attribute__((format(printf, 1, 2))) std::string sentence(const char* format, ...);

}  // namespace fourier_net
