// Settings of any kind: they are refused by a sentence, or all that is made of them works.

#include "inputs.h"
#include "train/config.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fourier_net;
  using namespace fourier_net::fuzz;
  FuzzedDataProvider bytes(data, size);
  const Config config = config_of(bytes);
  const std::string error = config_error(config);
  if (!error.empty()) {
    REQUIRE(error.back() == '.');
    return 0;
  }
  const Shape shape = shape_of(config);
  REQUIRE(shape.units > 0 && shape.columns % shape.units == 0);
  const double rate = default_learning_rate(config);
  REQUIRE(rate > 0.0 && rate <= 1e4);
  REQUIRE(stable_bound(config.model, config.optimizer, shape.inputs, shape.outputs, config.batch) >
          0.0);
  run_through(config, bytes);
  return 0;
}
