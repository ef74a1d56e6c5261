#include "task/spectrogram_task.h"

#include <algorithm>

namespace fourier_net {
namespace {

/// Part 0 is real, part 1 imaginary.
double part_of(const Stft::Complex& value, int part) {
  return part == 0 ? value.real() : value.imag();
}

/// Copies one bin's column of `responses` (nperseg, bins) to `weights`.
void copy_column(const std::vector<Stft::Complex>& responses, int bins, int bin, int part,
                 double* weights) {
  const auto width = static_cast<std::size_t>(bins);
  for (auto at = static_cast<std::size_t>(bin); at < responses.size(); at += width) {
    *weights++ = part_of(responses[at], part);
  }
}

}  // namespace

std::vector<Stft::Complex> segment_responses(Stft& stft, int nperseg) {
  const auto bins = static_cast<std::size_t>(stft.bins());
  std::vector<double> impulse(static_cast<std::size_t>(nperseg));
  std::vector<Stft::Complex> responses(impulse.size() * bins);
  for (std::size_t m = 0; m < impulse.size(); ++m) {
    impulse[m] = 1.0;
    stft.segment(impulse.data(), &responses[m * bins]);
    impulse[m] = 0.0;
  }
  return responses;
}

SpectrogramTask::SpectrogramTask()
    : stft_(PostSetting::stft()),
      nperseg_(PostSetting::stft().nperseg),
      hop_(stft_.hop()),
      bins_(stft_.bins()),
      frames_(stft_.frames(PostSetting::kSamples)),
      responses_(segment_responses(stft_, nperseg_)) {}

int SpectrogramTask::column(int unit, int i) const {
  const int part = i / bins_, bin = i % bins_;
  return (part * bins_ + bin) * frames_ + unit;
}

void SpectrogramTask::targets(const Eigen::Ref<const Rows>& inputs, Units units,
                              Eigen::Ref<Rows> targets) {
  std::vector<double> signal(static_cast<std::size_t>(inputs.cols()));
  std::vector<Stft::Complex> spectrum(static_cast<std::size_t>(bins_));
  for (Index b = 0; b < inputs.rows(); ++b) {
    const float* samples = row_of(inputs, b);
    std::copy(samples, samples + inputs.cols(), signal.begin());
    float* to = &targets(b, 0);
    for (int t = units.begin; t < units.end; ++t) {
      stft_.segment(signal.data() + t * hop_, spectrum.data());
      for (int part = 0; part < 2; ++part) {
        for (const Stft::Complex& bin : spectrum) *to++ = static_cast<float>(part_of(bin, part));
      }
    }
  }
}

void SpectrogramTask::optimum(int unit, int i, double* weights) const {
  std::fill(weights, weights + inputs(), 0.0);
  copy_column(responses_, bins_, i % bins_, i / bins_, weights + Index{unit} * hop_);
}

SharedFrameTask::SharedFrameTask()
    : stft_(PostSetting::stft()),
      nperseg_(PostSetting::stft().nperseg),
      bins_(stft_.bins()),
      responses_(segment_responses(stft_, nperseg_)) {}

void SharedFrameTask::targets(const Eigen::Ref<const Rows>& inputs, Units units,
                              Eigen::Ref<Rows> targets) {
  std::vector<double> segment(static_cast<std::size_t>(nperseg_));
  std::vector<Stft::Complex> spectrum(static_cast<std::size_t>(bins_));
  for (Index b = 0; b < inputs.rows(); ++b) {
    const float* samples = row_of(inputs, b);
    std::copy(samples, samples + nperseg_, segment.begin());
    stft_.segment(segment.data(), spectrum.data());
    float* to = &targets(b, 0);
    for (int k = units.begin; k < units.end; ++k) {
      *to++ = static_cast<float>(spectrum[static_cast<std::size_t>(k)].real());
      *to++ = static_cast<float>(spectrum[static_cast<std::size_t>(k)].imag());
    }
  }
}

void SharedFrameTask::optimum(int unit, int i, double* weights) const {
  copy_column(responses_, bins_, unit, i, weights);
}

}  // namespace fourier_net
