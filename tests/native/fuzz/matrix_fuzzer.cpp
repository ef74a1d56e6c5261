// A matrix that is given: of any shape and with any numbers it is refused, or trained.

#include <cmath>

#include "inputs.h"
#include "train/config.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fourier_net;
  using namespace fourier_net::fuzz;
  FuzzedDataProvider bytes(data, size);
  Config config;
  config.model = name_of(bytes, {"own", "convolution"});
  GivenMatrix& matrix = config.matrix;
  matrix.inputs = number_of(bytes, 24);
  matrix.outputs = number_of(bytes, 24);
  matrix.parts = bytes.ConsumeBool() ? 1 : number_of(bytes, 3);
  const bool has_its_size = matrix.inputs >= 0 && matrix.inputs <= 600 && matrix.outputs >= 0 &&
                            matrix.outputs <= 600 && bytes.ConsumeBool();
  matrix.values = values_of<double>(
      bytes, has_its_size ? static_cast<std::size_t>(matrix.inputs) * matrix.outputs
                          : bytes.ConsumeIntegralInRange<std::size_t>(0, 2000));
  config.optimizer =
      name_of(bytes, {"sgd", "momentum", "adam", "amsgrad", "lms", "kaczmarz", "exact"});
  config.learning_rate = 1.0;
  config.seed = bytes.ConsumeIntegral<std::uint32_t>();
  config.batch = number_of(bytes, 12);
  config.examples = number_of(bytes, 100);
  config.kernel = "portable";

  if (!config_error(config).empty()) return 0;
  REQUIRE(matrix.is_valid() && matrix.largest() > 0.0 && std::isfinite(matrix.largest()));
  config.learning_rate = default_learning_rate(config);
  REQUIRE(config_error(config).empty());
  run_through(config, bytes);
  return 0;
}
