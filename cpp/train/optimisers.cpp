#include <cmath>

#include "simd/vectors.h"
#include "train/exact.h"
#include "train/kaczmarz.h"
#include "train/optimiser.h"

namespace fourier_net {
namespace {

using simd::F32x4;
using simd::load;
using simd::store;

/// Keras' gradient is this times X^T E.
double keras_scale(int batch, int outputs) { return 2.0 / (double(batch) * outputs); }

/// factor^count as begin_step arrives at it, rounding by rounding. It ends early where a further
/// factor changes nothing: the smallest double above 0 times 0.9 is rounded to itself.
double repeated_product(double factor, std::uint64_t count) {
  double product = 1.0;
  for (double before = 0.0; count > 0 && product != before; --count) {
    before = product;
    product *= factor;
  }
  return product;
}

/// sgd: W -= lr G.
class Sgd : public Optimiser {
 public:
  explicit Sgd(int outputs) : outputs_(outputs) {}
  int memory() const override { return 0; }
  void resume_at(std::uint64_t) override {}
  void begin_step(double learning_rate, int batch) override {
    rate_ = static_cast<float>(learning_rate * keras_scale(batch, outputs_));
  }
  void update(float* weights, float* const*, const float* correlation, int count) const override {
    for (int i = 0; i < count; i += simd::kLanes) {
      const F32x4 s = load<F32x4>(correlation + i);
      store(weights + i, load<F32x4>(weights + i) - s * rate_);
    }
  }

 private:
  int outputs_;
  float rate_ = 0.0F;
};

/// lms: W -= (mu / B) X^T E (Widrow and Hoff 1960), which is sgd with another unit of step size:
/// lr = mu c / 2.
class Lms : public Sgd {
 public:
  Lms() : Sgd(2) {}
};

/// momentum: v <- 0.9 v - lr G, W += v (Keras' SGD, no Nesterov).
class Momentum : public Optimiser {
 public:
  explicit Momentum(int outputs) : outputs_(outputs) {}
  int memory() const override { return 1; }
  void resume_at(std::uint64_t) override {}
  void begin_step(double learning_rate, int batch) override {
    rate_ = static_cast<float>(learning_rate * keras_scale(batch, outputs_));
  }
  void update(float* weights, float* const* memory, const float* correlation,
              int count) const override {
    float* velocity = memory[0];
    for (int i = 0; i < count; i += simd::kLanes) {
      const F32x4 v = load<F32x4>(velocity + i) * kDecay - load<F32x4>(correlation + i) * rate_;
      store(velocity + i, v);
      store(weights + i, load<F32x4>(weights + i) + v);
    }
  }

 private:
  static constexpr float kDecay = 0.9F;
  int outputs_;
  float rate_ = 0.0F;
};

/// adam (Kingma and Ba 2015) and amsgrad (Reddi, Kale, Kumar 2018) as Keras writes them, t from 1:
///   m += (1 - b1) (G - m),  v += (1 - b2) (G^2 - v),  amsgrad: vmax = max(vmax, v)
///   W -= lr sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v or vmax) + eps)
template <bool kAmsgrad>
class Adam : public Optimiser {
 public:
  explicit Adam(int outputs) : outputs_(outputs) {}
  int memory() const override { return kAmsgrad ? 3 : 2; }
  void resume_at(std::uint64_t step) override {
    beta1_power_ = repeated_product(kBeta1, step);
    beta2_power_ = repeated_product(kBeta2, step);
  }
  void begin_step(double learning_rate, int batch) override {
    beta1_power_ *= kBeta1;
    beta2_power_ *= kBeta2;
    alpha_ =
        static_cast<float>(learning_rate * std::sqrt(1.0 - beta2_power_) / (1.0 - beta1_power_));
    scale_ = static_cast<float>(keras_scale(batch, outputs_));
  }
  void update(float* weights, float* const* memory, const float* correlation,
              int count) const override {
    constexpr float kGain1 = static_cast<float>(1.0 - kBeta1);
    constexpr float kGain2 = static_cast<float>(1.0 - kBeta2);
    constexpr float kEpsilon = 1e-7F;
    for (int i = 0; i < count; i += simd::kLanes) {
      const F32x4 g = load<F32x4>(correlation + i) * scale_;
      F32x4 m = load<F32x4>(memory[0] + i), v = load<F32x4>(memory[1] + i);
      m += (g - m) * kGain1;
      v += (g * g - v) * kGain2;
      store(memory[0] + i, m);
      store(memory[1] + i, v);
      if constexpr (kAmsgrad) {
        v = simd::max(load<F32x4>(memory[2] + i), v);
        store(memory[2] + i, v);
      }
      const F32x4 w = load<F32x4>(weights + i);
      store(weights + i, w - m * alpha_ / (simd::sqrt(v) + kEpsilon));
    }
  }

 private:
  static constexpr double kBeta1 = 0.9, kBeta2 = 0.999;
  int outputs_;
  double beta1_power_ = 1.0, beta2_power_ = 1.0;
  float alpha_ = 0.0F, scale_ = 0.0F;
};

}  // namespace

std::unique_ptr<Optimiser> make_optimiser(const std::string& name, const OptimiserSize& size,
                                          Microkernel kernel, PanelPart share) {
  if (name == "sgd") return std::make_unique<Sgd>(size.outputs);
  if (name == "lms") return std::make_unique<Lms>();
  if (name == "momentum") return std::make_unique<Momentum>(size.outputs);
  if (name == "adam") return std::make_unique<Adam<false>>(size.outputs);
  if (name == "amsgrad") return std::make_unique<Adam<true>>(size.outputs);
  if (name == "kaczmarz") return std::make_unique<Kaczmarz>(kernel, size);
  if (name == "exact") return std::make_unique<Exact>(kernel, size, share);
  return nullptr;
}

}  // namespace fourier_net
