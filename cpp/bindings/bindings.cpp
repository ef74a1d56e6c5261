#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "bindings/arrays.h"
#include "linalg/gemm.h"
#include "linalg/product.h"
#include "network/butterfly.h"
#include "random/values.h"
#include "reference/istft.h"
#include "reference/stft.h"
#include "signal/audio_signals.h"
#include "signal/test_signals.h"
#include "train/trainer.h"

// The core as JavaScript has it: this registers and converts, and has no maths of its own. Outside
// this folder nothing knows of Emscripten.

namespace fourier_net {
namespace {

Eigen::Map<const Rows> as_rows(const std::vector<float>& values, Index columns) {
  return {values.data(), static_cast<Index>(values.size()) / columns, columns};
}

Eigen::Map<const Rows> rows_for(const Trainer& trainer, const std::vector<float>& values) {
  return as_rows(values, trainer.row_length(static_cast<Index>(values.size())));
}

/// JavaScript's to delete.
Trainer* new_trainer(const Config& config) { return make_trainer(config).release(); }

/// {inputs, outputs, parts, values (Float64Array)}, or null.
void set_matrix(Config& config, const val& matrix) {
  config.matrix = GivenMatrix();
  if (matrix.isNull()) return;
  config.matrix.inputs = matrix["inputs"].as<int>();
  config.matrix.outputs = matrix["outputs"].as<int>();
  config.matrix.parts = matrix["parts"].as<int>();
  config.matrix.values = doubles(matrix["values"]);
}

/// Nobody asks for it: it goes in, never out.
val no_matrix(const Config& /*config*/) { return val::null(); }

val trainer_predict(Trainer& trainer, const val& x) {
  const std::vector<float> values = floats(x);
  return copied(trainer.predict(rows_for(trainer, values)));
}

val trainer_reference(Trainer& trainer, const val& x) {
  const std::vector<float> values = floats(x);
  return copied(trainer.reference(rows_for(trainer, values)));
}

val trainer_columns(const Trainer& trainer) {
  return copied(trainer.columns().data(), trainer.columns().size());
}

double trainer_step(const Trainer& trainer) { return static_cast<double>(trainer.step()); }

void trainer_change_learning_rate(Trainer& trainer, double step, double rate) {
  trainer.change_learning_rate(static_cast<std::uint64_t>(step), rate);
}

val trainer_batch_squares(const Trainer& t) { return copied(t.batch_squares()); }
val trainer_held_out_squares(const Trainer& t) { return copied(t.held_out_squares()); }
val trainer_weight_error_squares(const Trainer& t) { return copied(t.weight_error_squares()); }
val trainer_optimum_squares(const Trainer& t) { return copied(t.optimum_squares()); }
val trainer_weights(const Trainer& t) { return copied(t.weights()); }

val trainer_weight_rows(const Trainer& trainer, int begin, int end) {
  return copied(trainer.weights(begin, end));
}

/// To an Int8Array.
void trainer_copy_picture(Trainer& trainer, int unit, float limit, const val& target, int offset) {
  const std::vector<std::int8_t>& bytes = trainer.picture(unit, limit);
  const val view(emscripten::typed_memory_view(bytes.size(), bytes.data()));
  target.call<void>("set", view, offset);
}

val trainer_unit_rows(const Trainer& trainer, int unit, int begin, int end) {
  return copied(trainer.unit_state(unit, 0, begin, end));
}

double trainer_square_sum(const Trainer& trainer, int unit, int begin, int end) {
  return trainer.square_sum(unit, begin, end);
}

int unit_width(const Trainer& trainer) {
  const Shape shape = trainer.shape();
  return shape.columns / shape.units;
}

int trainer_unit_length(const Trainer& trainer) {
  return trainer.shape().rows * unit_width(trainer);
}

/// To a Float32Array, some rows at a time: all at once would need as much memory again.
void trainer_copy_unit_state(const Trainer& trainer, int unit, int array, const val& target) {
  constexpr int kRowsAtATime = 128;
  const int all = trainer.shape().rows, width = unit_width(trainer);
  for (int begin = 0; begin < all; begin += kRowsAtATime) {
    const Rows rows = trainer.unit_state(unit, array, begin, std::min(begin + kRowsAtATime, all));
    const val view(
        emscripten::typed_memory_view(static_cast<std::size_t>(rows.size()), rows.data()));
    target.call<void>("set", view, begin * width);
  }
}

void trainer_set_unit_state(Trainer& trainer, int unit, int array, const val& values) {
  const std::vector<float> numbers = floats(values);
  trainer.set_unit_state(unit, array, as_rows(numbers, unit_width(trainer)));
}

val trainer_part(const Trainer& trainer) {
  const std::vector<float> values = trainer.part();
  return copied(values.data(), values.size());
}

void trainer_set_part(Trainer& trainer, int shard, const val& values) {
  trainer.set_part(shard, floats(values));
}

void trainer_resume_at(Trainer& trainer, double step) {
  trainer.resume_at(static_cast<std::uint64_t>(step));
}

/// What a butterfly network of these weights makes of row-major x (B, 2n).
val butterfly(int n, const val& x, const val& weights) {
  const std::vector<float> rows = floats(x);
  const Eigen::Map<const Rows> in = as_rows(rows, 2 * n);
  Rows y(in.rows(), in.cols());
  Butterfly(n).predict(floats(weights).data(), in, y);
  return copied(y);
}

/// JavaScript's to delete.
Product* new_product(const std::string& kernel, int inputs, int outputs) {
  return new Product(find_kernel(kernel.c_str()), inputs, outputs);
}

/// Row-major, whole rows.
void product_set_rows(Product& product, int first, const val& rows) {
  product.set_rows(first, as_rows(floats(rows), product.outputs()));
}

val product_apply(const Product& product, const val& x) {
  const std::vector<float> rows = floats(x);
  return copied(product.apply(as_rows(rows, product.inputs())));
}

/// Whether so many bytes can be had in one piece: memory grows by them, and stays so.
bool reserve(double bytes) {
  if (!(bytes < std::numeric_limits<std::int32_t>::max())) return false;
  // Volatile: a compiler may take it that what is freed at once could be had.
  void* volatile block = std::malloc(static_cast<std::size_t>(bytes));
  std::free(block);
  return block != nullptr;
}

/// `kernel` is a function of the core's table.
void use_relaxed_kernel_at(std::uintptr_t kernel) {
  use_relaxed_kernel(reinterpret_cast<Microkernel>(kernel));
}

std::string kernel_name_in_use(const std::string& kernel) { return kernel_in_use(kernel.c_str()); }

/// Repeats one (m, k) x (k, n) product `times` times, packing of the left factor included.
void repeat_product(const std::string& kernel, int m, int k, int n, int times) {
  const Rows rows = Rows::Constant(m, k, 1.0F);
  LeftPanels left(k, m);
  RightPanels right(k, n), result(m, n);
  for (int i = 0; i < times; ++i) {
    pack_rows(rows, 0, left);
    multiply_add(find_kernel(kernel.c_str()), left, right, result);
  }
}

/// JavaScript's to delete.
Stft* new_stft(const StftSettings& settings) { return new Stft(settings); }

/// Row-major (bins, frames), re and im in turn.
val stft_transform(Stft& stft, const val& signal) {
  const std::vector<double> samples = doubles(signal);
  const auto result = stft.transform(samples.data(), static_cast<int>(samples.size()));
  return copied(reinterpret_cast<const double*>(result.data()),
                2 * static_cast<std::size_t>(result.size()));
}

val stft(const StftSettings& settings, const val& signal) {
  Stft whole(settings);
  return stft_transform(whole, signal);
}

/// Transforms one float32 signal `times` times, conversion to doubles included.
void repeat_stft(const StftSettings& settings, const val& signal, int times) {
  const std::vector<float> values = floats(signal);
  Stft stft(settings);
  std::vector<double> samples;
  for (int i = 0; i < times; ++i) {
    samples.assign(values.begin(), values.end());
    stft.transform(samples.data(), static_cast<int>(samples.size()));
  }
}

/// `values` as stft returns them.
val inverse_stft(const StftSettings& settings, const val& values, int frames) {
  const std::vector<double> numbers = doubles(values);
  const Resynthesis x =
      istft(settings, reinterpret_cast<const Stft::Complex*>(numbers.data()), frames);
  val result = val::object();
  result.set("samples", copied(x.samples));
  result.set("weights", copied(x.weights));
  return result;
}

val signal(const std::string& name, int n, double bin, double phase, std::uint32_t seed) {
  const std::vector<float> values = test_signal(name, n, bin, phase, seed);
  return copied(values.data(), values.size());
}

val audio(const std::string& name, int length, std::uint32_t seed) {
  const std::vector<float> values = audio_signal(name, length, seed);
  return copied(values.data(), values.size());
}

/// Values 0 ... count-1 of a random sequence, as training draws them.
val normals(std::uint32_t seed, std::uint32_t stream, double sequence, int count) {
  std::vector<float> values(static_cast<std::size_t>(count));
  fill_normals(Philox(seed, static_cast<Stream>(stream)), static_cast<std::uint64_t>(sequence),
               values.data(), count);
  return copied(values.data(), values.size());
}

val words(std::uint32_t seed, std::uint32_t stream, double sequence, int count) {
  const Philox random(seed, static_cast<Stream>(stream));
  std::vector<std::uint32_t> values;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(count); ++i) {
    values.push_back(random.block(i / 4, static_cast<std::uint64_t>(sequence))[i % 4]);
  }
  return copied(values.data(), values.size());
}

}  // namespace

EMSCRIPTEN_BINDINGS(fourier_net) {
  emscripten::value_object<Units>("Units").field("begin", &Units::begin).field("end", &Units::end);

  emscripten::value_object<Shape>("Shape")
      .field("inputs", &Shape::inputs)
      .field("outputs", &Shape::outputs)
      .field("units", &Shape::units)
      .field("rows", &Shape::rows)
      .field("columns", &Shape::columns);

  emscripten::value_object<Config>("Config")
      .field("model", &Config::model)
      .field("n", &Config::n)
      .field("nperseg", &Config::nperseg)
      .field("hop", &Config::hop)
      .field("hidden", &Config::hidden)
      .field("matrix", &no_matrix, &set_matrix)
      .field("seed", &Config::seed)
      .field("optimizer", &Config::optimizer)
      .field("learningRate", &Config::learning_rate)
      .field("decaySteps", &Config::decay_steps)
      .field("batch", &Config::batch)
      .field("examples", &Config::examples)
      .field("tones", &Config::tones)
      .field("kernel", &Config::kernel)
      .field("units", &Config::units)
      .field("shard", &Config::shard)
      .field("shards", &Config::shards);

  emscripten::value_object<StftSettings>("StftSettings")
      .field("fs", &StftSettings::fs)
      .field("window", &StftSettings::window)
      .field("nperseg", &StftSettings::nperseg)
      .field("noverlap", &StftSettings::noverlap)
      .field("nfft", &StftSettings::nfft)
      .field("detrend", &StftSettings::detrend)
      .field("scaling", &StftSettings::scaling);

  emscripten::class_<Trainer>("Trainer")
      .constructor(&new_trainer, emscripten::allow_raw_pointers())
      .function("step", &trainer_step)
      .function("midStep", &Trainer::mid_step)
      .function("position", &Trainer::position)
      .function("advance", &Trainer::advance)
      .function("awaitsParts", &Trainer::awaits_parts)
      .function("part", &trainer_part)
      .function("setPart", &trainer_set_part)
      .function("advanceEvaluation", &Trainer::advance_evaluation)
      .function("advanceFloor", &Trainer::advance_floor)
      .function("changeLearningRate", &trainer_change_learning_rate)
      .function("batchSize", &Trainer::batch_size)
      .function("batchSquares", &trainer_batch_squares)
      .function("heldOutSquares", &trainer_held_out_squares)
      .function("weightErrorSquares", &trainer_weight_error_squares)
      .function("optimumSquares", &trainer_optimum_squares)
      .function("columns", &trainer_columns)
      .function("weights", &trainer_weights)
      .function("weightRows", &trainer_weight_rows)
      .function("copyPicture", &trainer_copy_picture)
      .function("unitRows", &trainer_unit_rows)
      .function("squareSum", &trainer_square_sum)
      .function("stateArrays", &Trainer::state_arrays)
      .function("unitLength", &trainer_unit_length)
      .function("copyUnitState", &trainer_copy_unit_state)
      .function("setUnitState", &trainer_set_unit_state)
      .function("resumeAt", &trainer_resume_at)
      .function("predict", &trainer_predict)
      .function("reference", &trainer_reference);

  emscripten::class_<Product>("Product")
      .constructor(&new_product, emscripten::allow_raw_pointers())
      .function("setRows", &product_set_rows)
      .function("apply", &product_apply);

  emscripten::class_<Stft>("Stft")
      .constructor(&new_stft, emscripten::allow_raw_pointers())
      .function("transform", &stft_transform);

  emscripten::function("reserve", &reserve);
  emscripten::function("configError", &config_error);
  emscripten::function("shapeOf", &shape_of);
  emscripten::function("stepsPerEpoch", &steps_per_epoch);
  emscripten::function("defaultLearningRate", &default_learning_rate);
  emscripten::function("stableBound", &stable_bound);
  emscripten::function("stftError", &stft_error);
  emscripten::function("stft", &stft);
  emscripten::function("repeatStft", &repeat_stft);
  emscripten::function("istftError", &istft_error);
  emscripten::function("istft", &inverse_stft);
  emscripten::function("signal", &signal);
  emscripten::function("audio", &audio);
  emscripten::function("useRelaxedKernel", &use_relaxed_kernel_at);
  emscripten::function("kernelInUse", &kernel_name_in_use);
  emscripten::function("butterfly", &butterfly);
  emscripten::function("repeatProduct", &repeat_product);
  emscripten::function("normals", &normals);
  emscripten::function("words", &words);
}

}  // namespace fourier_net
