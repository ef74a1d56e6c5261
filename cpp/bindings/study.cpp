#include <Eigen/Core>
#include <string>
#include <vector>

#include "bindings/arrays.h"
#include "study/cell.h"
#include "study/eigenvalues.h"

// The study of a recurrent cell as JavaScript has it: this registers and converts, and has no maths
// of its own.

namespace fourier_net {
namespace {

using study::Cell;
using study::Stream;

/// {weights (Float32Array), hidden, hop, outputs}
Cell cell_of(const val& cell) {
  const std::vector<float> weights = floats(cell["weights"]);
  const int hidden = cell["hidden"].as<int>(), hop = cell["hop"].as<int>();
  const int outputs = cell["outputs"].as<int>();
  return {Eigen::Map<const Rows>(weights.data(), hidden + hop, hidden + outputs), hidden};
}

Eigen::Map<const Eigen::VectorXf> as_sound(const std::vector<float>& samples) {
  return {samples.data(), static_cast<Index>(samples.size())};
}

/// (lags, outputs), row by row
val impulse_response(const val& cell, int lags) {
  return copied(study::impulse_response(cell_of(cell), lags));
}

/// JavaScript's to delete.
Stream* new_stream(const val& cell) { return new Stream(cell_of(cell)); }

/// (hops, outputs), row by row
val stream_hear(Stream& stream, const val& piece) {
  const std::vector<float> samples = floats(piece);
  return copied(stream.hear(as_sound(samples)));
}

/// (hops, outputs), row by row
val frames_of(const val& cell, const val& sound) {
  const std::vector<float> samples = floats(sound);
  return copied(Stream(cell_of(cell)).hear(as_sound(samples)));
}

/// (hops, outputs), row by row; the response (lags, outputs) likewise
val frames_by_response(const val& response, const val& sound, int hop, int outputs) {
  const std::vector<float> values = floats(response), samples = floats(sound);
  const Eigen::Map<const Rows> rows(values.data(), static_cast<Index>(values.size()) / outputs,
                                    outputs);
  return copied(study::frames_by_response(rows, as_sound(samples), hop));
}

/// {real, imaginary (Float64Arrays), problem (words, empty where there is none)}
val eigenvalues(const val& cell) {
  const study::Eigenvalues found = study::eigenvalues(cell_of(cell).a);
  const Eigen::VectorXd real = found.values.real(), imaginary = found.values.imag();
  val result = val::object();
  result.set("real", copied(real.data(), static_cast<std::size_t>(real.size())));
  result.set("imaginary", copied(imaginary.data(), static_cast<std::size_t>(imaginary.size())));
  result.set("problem", std::string(found.problem));
  return result;
}

}  // namespace

EMSCRIPTEN_BINDINGS(study) {
  emscripten::class_<Stream>("Stream")
      .constructor(&new_stream, emscripten::allow_raw_pointers())
      .function("hear", &stream_hear);

  emscripten::function("impulseResponse", &impulse_response);
  emscripten::function("framesOf", &frames_of);
  emscripten::function("framesByResponse", &frames_by_response);
  emscripten::function("eigenvalues", &eigenvalues);
}

}  // namespace fourier_net
