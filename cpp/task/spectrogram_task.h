#pragma once

#include <vector>

#include "reference/stft.h"
#include "task/task.h"

namespace fourier_net {

/// The 2020 post's setting: 2048 samples at fs = 256 Hz, Hann window of 256, hop 56, density
/// scaling, each segment's mean subtracted: 129 bins x 33 frames.
struct PostSetting {
  static constexpr int kSamples = 2048;
  static StftSettings stft() { return StftSettings{}; }
};

/// What the reference makes of an impulse at each sample of one segment: (nperseg, bins),
/// row-major. Its columns are the best weights of one frame. Detrending is part of it: an impulse
/// has a mean, so the rows of bins 0 and 1 carry a constant offset.
std::vector<Stft::Complex> segment_responses(Stft& stft, int nperseg);

/// The whole complex spectrogram as one linear map, 2048 -> 2 * 129 * 33 = 8514: real block, then
/// imaginary block, in each bin k of frame t at k * 33 + t. A unit is one frame: its 129 real
/// parts, then its 129 imaginary ones.
class SpectrogramTask : public Task {
 public:
  SpectrogramTask();

  int inputs() const override { return PostSetting::kSamples; }
  int outputs() const override { return 2 * bins_ * frames_; }
  int units() const override { return frames_; }
  int units_per_block() const override { return 4; }  // 4 * 258 columns fill 129 panels exactly
  int column(int unit, int i) const override;
  void targets(const LeftPanels& inputs, Units units, RightPanels& targets) override;
  void optimum(int unit, int i, double* weights) const override;

 private:
  Stft stft_;
  int nperseg_, hop_, bins_, frames_;
  std::vector<Stft::Complex> responses_;
  std::vector<float> columns_;  ///< Of four examples' targets.
};

/// One frame of it, 256 -> 258, the same for all frames: weight sharing. Output [Re | Im] of the
/// 129 bins; a unit is one bin. An example is one segment of 256 samples.
class SharedFrameTask : public Task {
 public:
  SharedFrameTask();

  int inputs() const override { return nperseg_; }
  int outputs() const override { return 2 * bins_; }
  int units() const override { return bins_; }
  int units_per_block() const override { return bins_; }
  int column(int unit, int i) const override { return unit + i * bins_; }
  void targets(const LeftPanels& inputs, Units units, RightPanels& targets) override;
  void optimum(int unit, int i, double* weights) const override;

 private:
  Stft stft_;
  int nperseg_, bins_;
  std::vector<Stft::Complex> responses_;
  std::vector<float> columns_;  ///< Of four examples' targets.
};

}  // namespace fourier_net
