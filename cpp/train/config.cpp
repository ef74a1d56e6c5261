#include "train/config.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "linalg/kernels/kernel.h"
#include "reference/decimal.h"
#include "train/optimiser.h"
#include "train/shape.h"
#include "transform/transform.h"

namespace fourier_net {
namespace {

/// Sizes of a transform: a layer of 4 n^2 weights, a butterfly of 4 n log2(n).
struct Sizes {
  int smallest, largest;
};
constexpr Sizes kLayerSizes{4, 512}, kButterflySizes{8, 1024};
constexpr double kLargestRate = 1e4;
constexpr int kLargestBatch = 1024, kMostExamples = 1000000, kMostSteps = 1000000000;

std::string allowed(const std::string& key, const std::string& value, const std::string& range) {
  return key + "=" + value + ": allowed is " + range + ".";
}

std::string range(int low, int high) { return std::to_string(low) + " to " + std::to_string(high); }

/// Whether the model has a backward pass of its own: see network/network.h.
bool is_network(const std::string& model) { return model == "butterfly" || model == "recurrent"; }

/// Sizes of the recurrent cell. More than sixteen hops in a window are too many to remember.
std::string cell_error(const Config& c) {
  if (c.nperseg < 16 || c.nperseg > 256 || (c.nperseg & (c.nperseg - 1)) != 0) {
    return allowed("nperseg", std::to_string(c.nperseg), "a power of two, " + range(16, 256));
  }
  if (c.hop < c.nperseg / 16 || c.hop > c.nperseg) {
    return allowed("hop", std::to_string(c.hop),
                   range(c.nperseg / 16, c.nperseg) + " with nperseg=" + std::to_string(c.nperseg));
  }
  if (c.hidden < 1 || c.hidden > 512) {
    return allowed("hidden", std::to_string(c.hidden), range(1, 512));
  }
  return "";
}

double lms_rate(int inputs, int batch) { return double(batch) / (double(batch) + inputs + 1.0); }

double adam_rate(const Config& c, const Shape& shape) {
  if (c.matrix.is_valid()) {
    const double start = std::sqrt(6.0 / (shape.inputs + shape.outputs));  // as Linear::initialise
    return std::min(0.01 * std::max(c.matrix.largest(), start), kLargestRate);
  }
  const TransformKind* transform = find_transform(c.model);
  return transform == nullptr ? 1e-3 : transform->adam_rate;
}

/// Adam's for a recurrent cell:
///
///   0.1 sqrt(16 / nperseg) min(1, nperseg / hidden) min(1, 6 hop / nperseg)
///
/// The longer the window, the smaller are the weights. A step turns a memory of many units further,
/// and its power, as high as a window has hops, further still: at higher rates the first steps make
/// it explode. Found by trials with 1 to 16 hops in windows of 16 to 256 and 8 to 512 units.
double cell_rate(const Config& c) {
  const double nperseg = c.nperseg;
  return 0.1 * std::sqrt(16.0 / nperseg) * std::min(1.0, nperseg / c.hidden) *
         std::min(1.0, 6.0 * c.hop / nperseg);
}

}  // namespace

std::string config_error(const Config& c) {
  const bool is_butterfly = c.model == "butterfly";
  const Sizes sizes = is_butterfly ? kButterflySizes : kLayerSizes;
  if (c.n < sizes.smallest || c.n > sizes.largest || (c.n & (c.n - 1)) != 0) {
    return allowed("n", std::to_string(c.n),
                   "a power of two, " + range(sizes.smallest, sizes.largest));
  }
  if ((c.model == "convolution" || c.model == "own") && !c.matrix.is_valid()) {
    return allowed("matrix",
                   std::to_string(c.matrix.inputs) + "x" + std::to_string(c.matrix.outputs),
                   range(1, GivenMatrix::kLongest) +
                       " inputs and outputs, with finite numbers that are not all zero");
  }
  if (c.model == "recurrent") {
    std::string error = cell_error(c);
    if (!error.empty()) return error;
  }
  const Shape shape = shape_of(c);
  if (shape.units == 0) {
    return allowed("model", c.model,
                   transform_names() + ", spectrogram, shared, butterfly or recurrent");
  }
  if (make_optimiser(c.optimizer, {}, nullptr, {}) == nullptr) {
    return allowed("optimizer", c.optimizer,
                   "sgd, momentum, adam, amsgrad, lms, kaczmarz or exact");
  }
  if (is_network(c.model)) {
    for (const char* other : {"lms", "kaczmarz", "exact"}) {
      if (c.optimizer != other) continue;
      return allowed("optimizer", other, "sgd, momentum, adam or amsgrad with model=" + c.model);
    }
  }
  if (!std::isfinite(c.learning_rate) || c.learning_rate <= 0.0) {
    return allowed("lr", decimal(c.learning_rate), "a finite number above 0");
  }
  if (c.batch < 1 || c.batch > kLargestBatch) {
    return allowed("batch", std::to_string(c.batch), range(1, kLargestBatch));
  }
  if (c.examples < 0 || c.examples > kMostExamples) {
    return allowed("examples", std::to_string(c.examples),
                   range(1, kMostExamples) + ", or streaming");
  }
  if (c.decay_steps < 0 || c.decay_steps > kMostSteps) {
    return allowed("decay-steps", std::to_string(c.decay_steps), range(0, kMostSteps));
  }
  // The others need examples that fill the space of inputs.
  if (c.tones && (c.model != "dft" || c.optimizer == "kaczmarz" || c.optimizer == "exact")) {
    return allowed("data", "tones", "noise with this model and optimizer");
  }
  if (find_kernel(c.kernel.c_str()) == nullptr) {
    return allowed("kernel", c.kernel, "auto or one that this build has");
  }
  const int half = std::max(1, shape.inputs / 2);
  if (c.optimizer == "kaczmarz" && c.batch > half) {
    return allowed("batch", std::to_string(c.batch),
                   range(1, half) + " with optimizer=kaczmarz (half the inputs)");
  }
  if (c.optimizer == "exact" && c.examples < 2 * shape.inputs) {
    const std::string value = c.examples == 0 ? "streaming" : std::to_string(c.examples);
    return allowed(
        "examples", value,
        range(2 * shape.inputs, kMostExamples) + " with optimizer=exact (from twice the inputs)");
  }
  if (c.units.begin < 0 || c.units.end < c.units.begin || c.units.end > shape.units) {
    return allowed("units", std::to_string(c.units.begin) + ".." + std::to_string(c.units.end),
                   "a range within " + range(0, shape.units));
  }
  if (c.shards < 1 || c.shards > shape.units || c.shard < 0 || c.shard >= c.shards) {
    return allowed("shard", std::to_string(c.shard) + " of " + std::to_string(c.shards),
                   "a number from 0, of at most " + std::to_string(shape.units));
  }
  return "";
}

int steps_per_epoch(int examples, int batch) { return (examples + batch - 1) / batch; }

double default_learning_rate(const Config& c) {
  const bool is_adam = c.optimizer == "adam" || c.optimizer == "amsgrad";
  if (c.model == "butterfly") return is_adam ? 0.05 : 0.2;
  if (c.model == "recurrent") return is_adam ? cell_rate(c) : 1.0;
  const Shape shape = shape_of(c);
  const double mu = lms_rate(shape.inputs, c.batch);
  if (c.optimizer == "lms") return mu;
  if (c.optimizer == "sgd") return mu * shape.outputs / 2.0;
  if (c.optimizer == "momentum") return mu * shape.outputs / 20.0;
  return is_adam ? adam_rate(c, shape) : 1.0;
}

double stable_bound(const std::string& model, const std::string& optimizer, int inputs, int outputs,
                    int batch) {
  if (is_network(model)) return std::numeric_limits<double>::infinity();
  const double mu = 2.0 * lms_rate(inputs, batch);
  if (optimizer == "lms") return mu;
  if (optimizer == "sgd") return mu * outputs / 2.0;
  if (optimizer == "kaczmarz") return 2.0;
  return std::numeric_limits<double>::infinity();
}

}  // namespace fourier_net
