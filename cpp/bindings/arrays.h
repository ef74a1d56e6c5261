#pragma once

#include <emscripten/bind.h>

#include <vector>

#include "linalg/panels.h"

/// Arrays on their way to JavaScript and from there. Those that leave are copied into its memory at
/// once, because growth detaches views.
namespace fourier_net {

using emscripten::val;

template <typename Value>
val copied(const Value* values, std::size_t count) {
  return val(emscripten::typed_memory_view(count, values)).call<val>("slice");
}

inline val copied(const Rows& rows) {
  return copied(rows.data(), static_cast<std::size_t>(rows.size()));
}

inline val copied(const std::vector<double>& values) {
  return copied(values.data(), values.size());
}

inline std::vector<float> floats(const val& array) {
  return emscripten::convertJSArrayToNumberVector<float>(array);
}

inline std::vector<double> doubles(const val& array) {
  return emscripten::convertJSArrayToNumberVector<double>(array);
}

}  // namespace fourier_net
