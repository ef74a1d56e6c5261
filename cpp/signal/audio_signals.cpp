#include "signal/audio_signals.h"

#include <algorithm>
#include <cmath>

#include "random/values.h"

namespace fourier_net {
namespace {

const double kTurn = 2.0 * std::acos(-1.0);

std::vector<float> noise(int length, std::uint32_t seed) {
  std::vector<float> values(static_cast<std::size_t>(length));
  fill_normals(Philox(seed, Stream::kTestSignal), 0, values.data(), length);
  return values;
}

float four_tones(int m, int length) {
  const int piece = std::max(2, length / 4);
  const int tone = std::min(m / piece, 3);
  const double cycles = 50.0 * (tone + 1) * piece / 512.0;
  return static_cast<float>(std::sin(kTurn * cycles * (m % piece) / (piece - 1)));
}

/// Harmonic h of a bowed string falls about as 1/h; the body lifts some of them. The pitch swings
/// by 12 cents at 5.6 Hz once the bow has caught the string; it is lifted at the end.
std::vector<float> violin_a4(int length, std::uint32_t seed) {
  constexpr double kRate = 8000.0, kPitch = 440.0, kVibratoRate = 5.6;
  constexpr double kHarmonics[] = {1.0, 0.62, 0.55, 0.30, 0.26, 0.12, 0.14, 0.06};
  const double depth = std::pow(2.0, 12.0 / 1200.0) - 1.0;
  std::vector<float> values = noise(length, seed);
  double phase = 0.0;
  for (int m = 0; m < length; ++m) {
    const double t = m / kRate;
    const double attack = 1.0 - std::exp(-t / 0.03);
    const double release = 1.0 - std::exp((m - length) / kRate / 0.02);
    const double vibrato = depth * (1.0 - std::exp(-t / 0.15)) * std::sin(kTurn * kVibratoRate * t);
    phase += kPitch * (1.0 + vibrato) / kRate;
    double sum = 0.0;
    for (int h = 0; h < 8; ++h) sum += kHarmonics[h] * std::sin(kTurn * (h + 1) * phase);
    float& value = values[static_cast<std::size_t>(m)];
    value = static_cast<float>(attack * release * (0.3 * sum + 0.004 * double{value}));
  }
  return values;
}

}  // namespace

std::vector<float> audio_signal(const std::string& name, int length, std::uint32_t seed) {
  if (name == "noise") return noise(length, seed);
  if (name == "violin-a4") return violin_a4(length, seed);
  std::vector<float> values(static_cast<std::size_t>(length));
  if (name == "impulse") {
    if (length > 0) values[values.size() / 2] = 1.0F;
    return values;
  }
  for (int m = 0; m < length; ++m) {
    float& value = values[static_cast<std::size_t>(m)];
    if (name == "four-tones") {
      value = four_tones(m, length);
    } else if (name == "sine") {
      value = static_cast<float>(std::cos(kTurn * m / 8.0));
    } else if (name == "chirp") {
      value = static_cast<float>(std::cos(kTurn * m * m / (4.0 * length)));
    } else {
      return {};
    }
  }
  return values;
}

}  // namespace fourier_net
