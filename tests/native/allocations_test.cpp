// Nothing allocates once a trainer is ready: its memory was asked for before, and cannot run out.

#include <cstdlib>
#include <new>
#include <string>

#include "checks.h"
#include "train/trainer.h"

namespace {

int allocations = 0;

}  // namespace

// Eigen calls malloc, the C++ library's containers operator new: both are counted (the linker hands
// malloc over, see CMakeLists.txt).
extern "C" void* __real_malloc(std::size_t size);
extern "C" void* __wrap_malloc(std::size_t size) {
  ++allocations;
  return __real_malloc(size);
}
void* operator new(std::size_t size) {
  void* memory = std::malloc(size);
  if (memory == nullptr) std::abort();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace fourier_net {
namespace {

const char* const kModels[] = {"dft",         "idft",      "dct",         "dst", "hartley",
                               "hadamard",    "hilbert",   "convolution", "own", "shared",
                               "spectrogram", "butterfly", "recurrent"};
const char* const kOptimisers[] = {"sgd", "momentum", "adam", "amsgrad",
                                   "lms", "kaczmarz", "exact"};

template <typename Work>
int count(Work work) {
  allocations = 0;
  work();
  return allocations;
}

void step(Trainer& trainer) {
  while (!trainer.advance()) {
  }
}

Config config_for(const std::string& model, const std::string& optimizer) {
  Config c;
  c.model = model;
  c.optimizer = optimizer;
  c.n = 16;
  c.learning_rate = 0.001;
  c.batch = 5;
  c.examples = 13;  // the last batch of an epoch is a smaller one
  if (model == "own" || model == "convolution") {
    c.matrix.inputs = 7;
    c.matrix.outputs = 9;
    c.matrix.values.assign(63, 0.5);
  }
  if (model == "spectrogram") c.units = {3, 5};
  if (model == "recurrent") c.batch = 70;  // more than a slice takes, and a rest
  if (model == "recurrent" || model == "butterfly") c.examples = 163;
  if (optimizer == "exact") c.examples = 2 * shape_of(c).inputs + 300;
  if (optimizer == "kaczmarz" && model == "own") c.batch = 3;
  if (optimizer == "kaczmarz" && model == "convolution") c.batch = 3;
  return c;
}

void test_trainer(const Config& c) {
  const std::string name = c.model + " " + c.optimizer;
  const auto trainer = make_trainer(c);
  while (!trainer->advance_floor()) {
  }
  const int rows = trainer->shape().rows, unit = c.units.begin;
  const Rows state = trainer->unit_state(unit, 0, 0, rows);
  const auto is_silent = [&](const char* what, int times) {
    if (times != 0) std::printf("%s: %s: %d allocations\n", name.c_str(), what, times);
    CHECK(times == 0, times);
  };
  is_silent("first step", count([&] { step(*trainer); }));
  is_silent("steps", count([&] {
              for (int i = 0; i < 3; ++i) step(*trainer);
            }));
  is_silent("evaluation", count([&] {
              while (!trainer->advance_evaluation()) {
              }
            }));
  is_silent("picture", count([&] { trainer->picture(unit, 1.0F); }));
  is_silent("sum of squares", count([&] { trainer->square_sum(unit, 0, rows); }));
  is_silent("state", count([&] { trainer->set_unit_state(unit, 0, state); }));
  is_silent("going on", count([&] {
              trainer->resume_at(2);
              step(*trainer);
            }));
  // What returns a matrix makes it, and no more.
  CHECK(count([&] { trainer->weights(); }) == 1, rows);
  CHECK(count([&] { trainer->unit_state(unit, 0, 0, rows); }) == 1, rows);
}

}  // namespace

void test_allocations() {
  for (const char* model : kModels) {
    for (const char* optimiser : kOptimisers) {
      const Config c = config_for(model, optimiser);
      if (c.optimizer == "exact" && c.model == "spectrogram") continue;  // inverts 2048 x 2048
      if (config_error(c).empty()) test_trainer(c);
    }
  }
}

}  // namespace fourier_net
