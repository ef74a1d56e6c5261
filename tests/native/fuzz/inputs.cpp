#include "inputs.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "train/config.h"

namespace fourier_net::fuzz {
namespace {

/// No step or evaluation of a small run takes as many slices.
constexpr int kMostSlices = 200000;

template <typename Work>
void until_done(Work work) {
  for (int slice = 0; slice < kMostSlices; ++slice) {
    if (work()) return;
  }
  std::abort();
}

}  // namespace

std::string name_of(FuzzedDataProvider& bytes, std::initializer_list<const char*> names) {
  const auto choice = bytes.ConsumeIntegralInRange<std::size_t>(0, names.size());
  if (choice < names.size()) return *(names.begin() + choice);
  return bytes.ConsumeRandomLengthString(12);
}

int number_of(FuzzedDataProvider& bytes, int usual) {
  if (bytes.ConsumeIntegral<std::uint8_t>() < 240) {
    return bytes.ConsumeIntegralInRange<int>(0, usual);
  }
  return bytes.ConsumeIntegral<int>();
}

template <typename Value>
std::vector<Value> values_of(FuzzedDataProvider& bytes, std::size_t count) {
  using Limits = std::numeric_limits<Value>;
  const Value edges[] = {
      Value(0),       -Value(0),          Limits::min(),       Limits::denorm_min(), Limits::max(),
      -Limits::max(), Limits::infinity(), -Limits::infinity(), Limits::quiet_NaN()};
  // One byte a value: a few of them are edges, where the input says that there are any.
  const bool has_edges = bytes.ConsumeBool();
  const auto scale = static_cast<Value>(
      std::pow(10.0, bytes.ConsumeIntegralInRange<int>(-45, 45) * (has_edges ? 1.0 : 0.2)));
  std::vector<Value> values(count);
  for (Value& value : values) {
    const auto byte = bytes.ConsumeIntegral<std::int8_t>();
    const auto edge = static_cast<std::size_t>(127 - byte);
    value = has_edges && edge < std::size(edges) ? edges[edge] : static_cast<Value>(byte) * scale;
  }
  return values;
}

template std::vector<float> values_of(FuzzedDataProvider&, std::size_t);
template std::vector<double> values_of(FuzzedDataProvider&, std::size_t);

Config config_of(FuzzedDataProvider& bytes) {
  Config c;
  c.model =
      name_of(bytes, {"dft", "idft", "dct", "dst", "hartley", "hadamard", "hilbert", "butterfly",
                      "recurrent", "shared", "spectrogram", "own", "convolution"});
  c.n =
      bytes.ConsumeBool() ? 1 << bytes.ConsumeIntegralInRange<int>(0, 11) : number_of(bytes, 1030);
  c.nperseg =
      bytes.ConsumeBool() ? 16 << bytes.ConsumeIntegralInRange<int>(0, 5) : number_of(bytes, 300);
  c.hop = number_of(bytes, 40);
  c.hidden = number_of(bytes, 40);
  c.seed = bytes.ConsumeIntegral<std::uint32_t>();
  c.optimizer = name_of(bytes, {"sgd", "momentum", "adam", "amsgrad", "lms", "kaczmarz", "exact"});
  const double rates[] = {1.0, 0.01, 2.0, 1e-9, 1e4, 0.0, -1.0, 1e300, 5e-324, std::nan("")};
  c.learning_rate = bytes.PickValueInArray(rates);
  if (c.learning_rate == 0.01) c.learning_rate = bytes.ConsumeFloatingPoint<double>();
  c.decay_steps = number_of(bytes, 10);
  c.batch = number_of(bytes, 70);
  c.examples = number_of(bytes, 300);
  c.tones = bytes.ConsumeBool();
  c.kernel = name_of(bytes, {"auto", "portable"});
  c.shards = bytes.ConsumeBool() ? 1 : number_of(bytes, 4);
  c.shard = c.shards == 1 ? 0 : number_of(bytes, 3);
  if (bytes.ConsumeBool()) c.units = {number_of(bytes, 20), number_of(bytes, 20)};
  return c;
}

bool is_small(const Config& config) {
  const Shape shape = shape_of(config);
  const bool has_few = config.batch <= 128 && config.examples <= 1000 && config.shards <= 4;
  return has_few && config.model != "spectrogram" && shape.inputs <= 600 &&
         double(shape.inputs) * shape.outputs <= (config.model == "butterfly" ? 2e5 : 2e4) &&
         double(shape.rows) * shape.columns <= 2e4;
}

Shards::Shards(const Config& config) {
  const int all = shape_of(config).units;
  for (int shard = 0; shard < config.shards; ++shard) {
    Config own = config;
    own.shard = shard;
    // Shards divide the units; a run of one shard may be of some of them only.
    if (config.shards > 1) {
      own.units = {all * shard / config.shards, all * (shard + 1) / config.shards};
    }
    REQUIRE(config_error(own).empty());
    units_.push_back(own.units.count() > 0 ? own.units : Units{0, all});
    trainers_.push_back(make_trainer(own));
  }
}

void Shards::step() {
  std::vector<std::uint64_t> targets;
  for (const auto& trainer : trainers_) targets.push_back(trainer->step() + 1);
  until_done([&] {
    bool done = true, awaits = true;
    for (std::size_t i = 0; i < trainers_.size(); ++i) {
      Trainer& trainer = *trainers_[i];
      if (trainer.step() < targets[i] && !trainer.awaits_parts()) trainer.advance();
      REQUIRE(std::isfinite(trainer.position()));
      done = done && trainer.step() == targets[i];
      awaits = awaits && trainer.awaits_parts();
    }
    if (!awaits) return done;
    for (std::size_t i = 0; i < trainers_.size(); ++i) {
      for (std::size_t j = 0; j < trainers_.size(); ++j) {
        if (i != j) trainers_[i]->set_part(static_cast<int>(j), trainers_[j]->part());
      }
    }
    return false;
  });
  for (const auto& trainer : trainers_) {
    REQUIRE(!trainer->mid_step() && trainer->batch_size() > 0);
    for (const double squares : trainer->batch_squares()) REQUIRE(!(squares < 0.0));
  }
}

void Shards::evaluate() {
  for (const auto& trainer : trainers_) {
    // Between steps only.
    if (trainer->mid_step()) until_done([&] { return trainer->advance(); });
    until_done([&] { return trainer->advance_evaluation(); });
    REQUIRE(trainer->held_out_squares().size() == trainer->weight_error_squares().size());
  }
}

void Shards::floor() {
  for (const auto& trainer : trainers_) {
    until_done([&] { return trainer->advance_floor(); });
    // What training begins with is always finite.
    REQUIRE(trainer->weights().allFinite());
  }
}

void Shards::look(FuzzedDataProvider& bytes) {
  const auto limits = values_of<float>(bytes, 1);
  for (std::size_t i = 0; i < trainers_.size(); ++i) {
    Trainer& trainer = *trainers_[i];
    const Shape shape = trainer.shape();
    const Rows weights = trainer.weights();
    REQUIRE(weights.rows() == shape.rows);
    REQUIRE(weights.cols() == static_cast<Index>(trainer.columns().size()));
    const int unit = bytes.ConsumeIntegralInRange(units_[i].begin, units_[i].end - 1);
    const int begin = bytes.ConsumeIntegralInRange(0, shape.rows);
    const int end = bytes.ConsumeIntegralInRange(begin, shape.rows);
    const std::size_t unit_length =
        static_cast<std::size_t>(shape.rows) * shape.columns / shape.units;
    REQUIRE(trainer.picture(unit, limits[0]).size() == unit_length);
    REQUIRE(!(trainer.square_sum(unit, begin, end) < 0.0));
    for (int array = 0; array < trainer.state_arrays(); ++array) {
      REQUIRE(trainer.unit_state(unit, array, begin, end).rows() == end - begin);
    }
    const Index count = bytes.ConsumeIntegralInRange<Index>(1, 9);
    const std::vector<float> values =
        values_of<float>(bytes, static_cast<std::size_t>(count * shape.inputs));
    const Eigen::Map<const Rows> x(values.data(), count, shape.inputs);
    REQUIRE(trainer.predict(x).rows() == count);
    REQUIRE(trainer.reference(x).rows() == count);
  }
}

void run_through(const Config& config, FuzzedDataProvider& bytes) {
  if (!is_small(config)) return;
  Shards run(config);
  run.floor();
  run.step();
  run.evaluate();
  run.step();
  run.look(bytes);
}

}  // namespace fourier_net::fuzz
