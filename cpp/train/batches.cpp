#include "train/batches.h"

#include <algorithm>
#include <limits>

#include "random/values.h"
#include "train/config.h"

namespace fourier_net {

Batches::Batches(std::uint32_t seed, int examples, int batch)
    : random_(seed, Stream::kShuffle),
      batch_(batch),
      shuffled_epoch_(std::numeric_limits<std::uint64_t>::max()),
      order_(static_cast<std::size_t>(examples)) {
  if (examples > 0) steps_per_epoch_ = static_cast<std::uint64_t>(steps_per_epoch(examples, batch));
  numbers_.reserve(static_cast<std::size_t>(batch));
}

const std::vector<std::uint64_t>& Batches::at(std::uint64_t step) {
  numbers_.clear();
  const auto batch = static_cast<std::uint64_t>(batch_);
  if (order_.empty()) {
    for (std::uint64_t i = 0; i < batch; ++i) numbers_.push_back(step * batch + i);
    return numbers_;
  }
  const std::uint64_t epoch = step / steps_per_epoch_;
  if (epoch != shuffled_epoch_) {
    shuffle(random_, epoch, order_);
    shuffled_epoch_ = epoch;
  }
  const std::uint64_t begin = step % steps_per_epoch_ * batch;
  const std::uint64_t end = std::min<std::uint64_t>(begin + batch, order_.size());
  for (std::uint64_t i = begin; i < end; ++i) numbers_.push_back(order_[i]);
  return numbers_;
}

}  // namespace fourier_net
