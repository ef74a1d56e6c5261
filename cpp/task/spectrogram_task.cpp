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

/// Segments of two examples, side by side in panels of four.
const RealDft::Complex* spectra_of(Stft& stft, const float* samples) {
  return stft.segments(
      [samples](std::size_t n) { return DoublePair(simd::load_pair(samples + 4 * n)); });
}

}  // namespace

std::vector<Stft::Complex> segment_responses(Stft& stft, int nperseg) {
  std::vector<Stft::Complex> responses;
  responses.reserve(static_cast<std::size_t>(nperseg) * static_cast<std::size_t>(stft.bins()));
  for (std::size_t m = 0; m < static_cast<std::size_t>(nperseg); ++m) {
    const RealDft::Complex* spectrum =
        stft.segments([m](std::size_t n) { return DoublePair(n == m ? 1.0 : 0.0); });
    for (int k = 0; k < stft.bins(); ++k) {
      responses.emplace_back(spectrum[k].real()[0], spectrum[k].imag()[0]);
    }
  }
  return responses;
}

SpectrogramTask::SpectrogramTask()
    : stft_(PostSetting::stft()),
      nperseg_(PostSetting::stft().nperseg),
      hop_(stft_.hop()),
      bins_(stft_.bins()),
      frames_(stft_.frames(PostSetting::kSamples)),
      responses_(segment_responses(stft_, nperseg_)) {
  const Index width = Index{units_per_block()} * unit_width();
  columns_.reserve(4 * static_cast<std::size_t>(RightPanels::padded(width)));
}

int SpectrogramTask::column(int unit, int i) const {
  const int part = i / bins_, bin = i % bins_;
  return (part * bins_ + bin) * frames_ + unit;
}

void SpectrogramTask::targets(const LeftPanels& inputs, Units units, RightPanels& targets) {
  columns_.assign(4 * static_cast<std::size_t>(targets.padded_columns()), 0.0F);
  for (Index row = 0; row < targets.rows(); row += 4) {
    for (int pair = 0; pair < 4; pair += 2) {
      float* re = columns_.data() + pair;
      for (int t = units.begin; t < units.end; ++t, re += 4 * 2 * bins_) {
        const RealDft::Complex* spectra =
            spectra_of(stft_, inputs.at(row / 4, Index{t} * hop_) + pair);
        float* im = re + 4 * bins_;
        for (int k = 0; k < bins_; ++k) {
          simd::store_pair(re + 4 * k, spectra[k].real().lanes());
          simd::store_pair(im + 4 * k, spectra[k].imag().lanes());
        }
      }
    }
    set_rows(columns_, row, targets);
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
      responses_(segment_responses(stft_, nperseg_)) {
  columns_.reserve(4 * static_cast<std::size_t>(RightPanels::padded(outputs())));
}

void SharedFrameTask::targets(const LeftPanels& inputs, Units units, RightPanels& targets) {
  columns_.assign(4 * static_cast<std::size_t>(targets.padded_columns()), 0.0F);
  for (Index row = 0; row < targets.rows(); row += 4) {
    for (int pair = 0; pair < 4; pair += 2) {
      const RealDft::Complex* spectra = spectra_of(stft_, inputs.at(row / 4, 0) + pair);
      float* to = columns_.data() + pair;
      for (int k = units.begin; k < units.end; ++k, to += 8) {
        simd::store_pair(to, spectra[k].real().lanes());
        simd::store_pair(to + 4, spectra[k].imag().lanes());
      }
    }
    set_rows(columns_, row, targets);
  }
}

void SharedFrameTask::optimum(int unit, int i, double* weights) const {
  copy_column(responses_, bins_, unit, i, weights);
}

}  // namespace fourier_net
