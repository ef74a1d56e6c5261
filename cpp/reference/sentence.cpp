#include "reference/sentence.h"

#include <cstdarg>
#include <cstdio>

namespace fourier_net {

std::string sentence(const char* format, ...) {
  char text[160];
  std::va_list values;
  va_start(values, format);
  std::vsnprintf(text, sizeof text, format, values);
  va_end(values);
  return text;
}

}  // namespace fourier_net
