// Random numbers and batches: known answers, the same values however many are asked for.

#include <cmath>
#include <vector>

#include "checks.h"
#include "random/values.h"
#include "train/batches.h"

namespace fourier_net {
namespace {

void test_values() {
  // Random123, tests/kat_vectors: philox4x32 with 10 rounds, counter and key 0.
  const Philox::Block zero = Philox(0, Stream::kTraining).block(0, 0);
  const Philox::Block answer = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
  for (std::size_t i = 0; i < 4; ++i) CHECK(zero[i] == answer[i], zero[i]);

  // Four blocks at once are four blocks, also where the counter's word runs over.
  const Philox random(4294967295U, Stream::kHeldOut);
  for (const std::uint32_t first : {0U, 5U, 4294967294U}) {
    simd::U32x4 words[4];
    random.four_blocks(first, std::uint64_t{1} << 33, words);
    for (std::uint32_t l = 0; l < 4; ++l) {
      const Philox::Block one = random.block(first + l, std::uint64_t{1} << 33);
      for (std::size_t c = 0; c < 4; ++c) CHECK(words[c][l] == one[c], words[c][l]);
    }
  }

  // A value does not depend on how many are asked for, and nothing is written behind the last.
  std::vector<float> all(64), some(64);
  fill_normals(random, 3, all.data(), 64);
  for (int count = 0; count <= 64; ++count) {
    some.assign(static_cast<std::size_t>(count), 0.0F);
    fill_normals(random, 3, some.data(), count);
    for (std::size_t i = 0; i < some.size(); ++i) CHECK(some[i] == all[i], some[i]);
    fill_uniform(random, 3, 0.5F, some.data(), count);
    for (const float value : some) CHECK(value >= -0.5F && value < 0.5F, value);
  }

  // Words at both ends of their range: the end that is excluded never comes out, the other may. The
  // limit's own bits do not matter, for it is rounded once more.
  const Philox weights(10, Stream::kInitialWeights);
  CHECK(weights.block(804 / 4, 1657)[804 % 4] >= 0x7FFFFFC0, 804);
  for (const float limit : {0.5F, 1.0F, 0.61237246F, 1.9999999F, 1e-30F, 3e38F}) {
    std::vector<float> values(805);
    fill_uniform(weights, 1657, limit, values.data(), 805);
    CHECK(values[804] < limit, values[804]);
    CHECK(values[804] >= std::nextafter(limit, 0.0F) * (1.0F - 0x1p-23F), values[804]);
  }

  // Made by scripts/make-fixtures.py (tests/fixtures/random.json), seed 42.
  const std::uint32_t orders[3][10] = {{4, 2, 8, 5, 3, 6, 0, 1, 9, 7},
                                       {9, 8, 4, 7, 3, 0, 2, 6, 5, 1},
                                       {5, 0, 7, 1, 9, 8, 3, 6, 4, 2}};
  for (std::size_t epoch = 0; epoch < 3; ++epoch) {
    std::vector<std::uint32_t> order(10);
    shuffle(Philox(42, Stream::kShuffle), epoch, order);
    for (std::size_t i = 0; i < 10; ++i) CHECK(order[i] == orders[epoch][i], order[i]);
  }
  std::vector<std::uint32_t> none;
  shuffle(random, 0, none);
}

void test_batches() {
  Batches batches(42, 10, 4);
  std::vector<int> seen(10);
  for (std::uint64_t step = 3; step < 6; ++step) {  // the second epoch, begun in its midst
    const std::vector<std::uint64_t>& examples = batches.at(step);
    CHECK(examples.size() == (step == 5 ? 2 : 4), examples.size());
    for (const std::uint64_t example : examples) ++seen.at(example);
  }
  for (const int times : seen) CHECK(times == 1, times);
  Batches streaming(42, 0, 5);
  CHECK(streaming.at(7).front() == 35, streaming.at(7).front());
  CHECK(streaming.at(7).back() == 39, streaming.at(7).back());
}

}  // namespace

void test_random() {
  test_values();
  test_batches();
}

}  // namespace fourier_net
