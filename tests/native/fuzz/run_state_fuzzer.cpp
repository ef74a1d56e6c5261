// A run that is gone on with: its state is any numbers, its step any number, in any order with
// steps, evaluations and looks at it, half done ones too.

#include "inputs.h"
#include "train/config.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fourier_net;
  using namespace fourier_net::fuzz;
  FuzzedDataProvider bytes(data, size);
  Config config;
  config.model = name_of(bytes, {"dft", "dct", "hilbert", "butterfly", "recurrent"});
  config.n = bytes.ConsumeBool() ? 8 : 16;
  config.hop = bytes.ConsumeIntegralInRange<int>(1, 16);
  config.hidden = bytes.ConsumeIntegralInRange<int>(1, 20);
  config.optimizer =
      name_of(bytes, {"sgd", "momentum", "adam", "amsgrad", "lms", "kaczmarz", "exact"});
  config.learning_rate = bytes.ConsumeBool() ? 0.01 : 1e4;
  config.decay_steps = bytes.ConsumeIntegralInRange<int>(0, 3);
  config.batch = bytes.ConsumeIntegralInRange<int>(1, 9);
  config.examples = bytes.ConsumeBool() ? 0 : bytes.ConsumeIntegralInRange<int>(1, 100);
  config.seed = bytes.ConsumeIntegral<std::uint32_t>();
  config.kernel = "portable";
  if (!config_error(config).empty() || !is_small(config)) return 0;

  Shards run(config);
  Trainer& trainer = *run.trainers()[0];
  const Shape shape = trainer.shape();
  if (bytes.ConsumeBool()) run.floor();
  for (int action = 0; action < 12 && bytes.remaining_bytes() > 0; ++action) {
    switch (bytes.ConsumeIntegralInRange<int>(0, 6)) {
      case 0:
        run.step();
        break;
      case 1:
        run.evaluate();
        break;
      case 2:
        run.look(bytes);
        break;
      case 3: {
        const int unit = bytes.ConsumeIntegralInRange(0, shape.units - 1);
        const int array = bytes.ConsumeIntegralInRange(0, trainer.state_arrays() - 1);
        const int width = shape.columns / shape.units;
        const std::vector<float> values =
            values_of<float>(bytes, static_cast<std::size_t>(shape.rows * width));
        trainer.set_unit_state(unit, array,
                               Eigen::Map<const Rows>(values.data(), shape.rows, width));
        break;
      }
      case 4: {
        const auto step = bytes.ConsumeBool() ? bytes.ConsumeIntegral<std::uint8_t>()
                                              : bytes.ConsumeIntegral<std::uint64_t>();
        trainer.resume_at(step);
        REQUIRE(trainer.step() == step && !trainer.mid_step());
        break;
      }
      case 5:
        trainer.change_learning_rate(bytes.ConsumeIntegral<std::uint64_t>(),
                                     bytes.ConsumeFloatingPoint<double>());
        break;
      default:
        // Left half done, and gone on with or not.
        if (bytes.ConsumeBool()) {
          trainer.advance();
        } else if (!trainer.mid_step()) {
          trainer.advance_evaluation();
        }
    }
  }
  return 0;
}
