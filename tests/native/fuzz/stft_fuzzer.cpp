// Arguments of the transform of a signal and of its inverse: refused, or it is done, and what comes
// of finite numbers within range is finite.

#include <algorithm>
#include <cmath>

#include "inputs.h"
#include "reference/istft.h"
#include "reference/stft.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fourier_net;
  using namespace fourier_net::fuzz;
  FuzzedDataProvider bytes(data, size);
  StftSettings settings;
  settings.window = name_of(bytes, {"hann", "hamming", "blackman", "boxcar"});
  settings.detrend = name_of(bytes, {"constant", "none"});
  settings.scaling = name_of(bytes, {"density", "spectrum", "none"});
  settings.nperseg = number_of(bytes, 70);
  settings.noverlap = number_of(bytes, 69);
  settings.nfft = number_of(bytes, 300);
  const double rates[] = {256.0, 1.0, 44100.0, 1e-300, 1e300, 5e-324, 0.0, -1.0, std::nan("")};
  settings.fs = bytes.PickValueInArray(rates);
  const auto length = static_cast<std::size_t>(bytes.ConsumeIntegralInRange<int>(0, 600));
  const std::string error = stft_error(settings, static_cast<int>(length));
  REQUIRE(error.empty() || error.back() == '.');
  const int frames = number_of(bytes, 5), values = number_of(bytes, 2000);
  REQUIRE(!istft_error(settings, values, -std::abs(frames / 2)).empty());
  if (!error.empty() || settings.nfft > 4096) return 0;

  const std::vector<double> signal = values_of<double>(bytes, length);
  const auto is_usual = [](double x) { return std::abs(x) <= 1e100; };
  const bool is_calm = std::all_of(signal.begin(), signal.end(), is_usual) && settings.fs >= 1.0;
  const Stft::Spectrogram spectrum =
      Stft(settings).transform(signal.data(), static_cast<int>(length));
  REQUIRE(spectrum.rows() == settings.nfft / 2 + 1 && spectrum.cols() >= 1);
  REQUIRE(!is_calm || spectrum.allFinite());

  const auto count = static_cast<int>(2 * spectrum.size());
  const auto columns = static_cast<int>(spectrum.cols());
  REQUIRE(istft_error(settings, count, columns).empty());
  REQUIRE(!istft_error(settings, count + 1, columns).empty());
  const Resynthesis x = istft(settings, spectrum.data(), columns);
  const std::size_t hop = static_cast<std::size_t>(settings.nperseg - settings.noverlap);
  REQUIRE(x.samples.size() == settings.nperseg + (spectrum.cols() - 1) * hop);
  for (std::size_t i = 0; i < x.samples.size(); ++i) {
    REQUIRE(x.weights[i] >= 0.0);
    REQUIRE(!is_calm || std::isfinite(x.samples[i]));
  }
  return 0;
}
