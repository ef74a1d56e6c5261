#pragma once

#include <fuzzer/FuzzedDataProvider.h>

#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "train/trainer.h"

/// What the fuzz targets share: settings and numbers made of a fuzzer's bytes, and a training run
/// that touches all of what a trainer offers.
namespace fourier_net::fuzz {

/// Ends the process, which libFuzzer reports with the input.
#define REQUIRE(condition)          \
  do {                              \
    if (!(condition)) std::abort(); \
  } while (false)

/// Mostly one of the names, now and then any text.
std::string name_of(FuzzedDataProvider& bytes, std::initializer_list<const char*> names);

/// Mostly from 0 to `usual`, now and then any number.
int number_of(FuzzedDataProvider& bytes, int usual);

/// `count` numbers: usual ones, and those at the edges of their type.
template <typename Value>
std::vector<Value> values_of(FuzzedDataProvider& bytes, std::size_t count);

extern template std::vector<float> values_of(FuzzedDataProvider&, std::size_t);
extern template std::vector<double> values_of(FuzzedDataProvider&, std::size_t);

Config config_of(FuzzedDataProvider& bytes);

/// Whether a step of it takes some milliseconds at most; it has passed config_error.
bool is_small(const Config& config);

/// All shards of a run in one process. A step, an evaluation that is broken off after some slices,
/// a whole one.
class Shards {
 public:
  explicit Shards(const Config& config);

  const std::vector<std::unique_ptr<Trainer>>& trainers() const { return trainers_; }
  void step();
  void evaluate();
  void floor();

  /// Weights, states, pictures, sums, predictions.
  void look(FuzzedDataProvider& bytes);

 private:
  std::vector<std::unique_ptr<Trainer>> trainers_;
  std::vector<Units> units_;
};

/// Two steps with all that goes with them, where the run is small.
void run_through(const Config& config, FuzzedDataProvider& bytes);

}  // namespace fourier_net::fuzz
