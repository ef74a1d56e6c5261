#pragma once

#include <cstdint>
#include <string>

#include "task/task.h"

namespace fourier_net {

/// What one shard needs to know of a training run.
struct Config {
  std::string model = "dft";
  int n = 128;                             ///< Size of the transform, for models that have one.
  int nperseg = 16, hop = 4, hidden = 16;  ///< Of the recurrent model: see network/recurrent.h.
  GivenMatrix matrix;                      ///< What `convolution` and `own` learn.
  std::uint32_t seed = 0;
  std::string optimizer = "lms";
  double learning_rate = 0.0;
  int decay_steps = 0;  ///< In which it falls to zero; 0: it does not. See train/learning_rates.h.
  int batch = 64;
  int examples = 15000;  ///< In an epoch; 0 means streaming: no example is ever seen twice.
  bool tones = false;    ///< Whether it trains on these instead of noise: see task/tones.h.
  std::string kernel = "auto";
  Units units;                ///< The shard's share; an empty range means all.
  int shard = 0, shards = 1;  ///< Its number, of those that exchange what they have in common.
};

/// What is wrong with the settings, as one sentence that names the key, its value and what is
/// allowed; empty when nothing is. A Trainer made from settings that passed does not fail.
std::string config_error(const Config& config);

/// Steps in an epoch of `examples` in batches of `batch`; the last batch takes what is left.
int steps_per_epoch(int examples, int batch);

/// The learning rate at which `optimizer` learns this task fastest, or well. For white noise of d
/// inputs the mean squared weight error of `lms` shrinks by 1 - mu (2 - mu (B + d + 1) / B) a step:
/// best at mu = B / (B + d + 1), unstable above twice that (Widrow and Hoff 1960). `sgd` is the
/// same step on Keras' gradient (times c / 2); `momentum` averages over 10 steps, so it takes a
/// tenth. `kaczmarz` projects with 1; `exact` has no use for a rate. Those of the butterfly were
/// found by trial, for n = 8 to 1024. For a matrix that was given, Adam's rate is a hundredth of
/// its largest number, or of the largest weight at the start; for a recurrent cell it follows from
/// its sizes.
double default_learning_rate(const Config& config);

/// The rate above which the optimiser is known to be unstable on white noise (kaczmarz: a
/// projection that goes beyond the mirror image); infinite where no such bound is known.
double stable_bound(const std::string& model, const std::string& optimizer, int inputs, int outputs,
                    int batch);

}  // namespace fourier_net
