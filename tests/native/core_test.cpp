// The core in plain C++, for AddressSanitizer and UndefinedBehaviorSanitizer: every part once, on
// sizes that leave remainders. What the numbers ought to be is mostly checked by tests/core,
// against SciPy and NumPy.

#include <cstdio>

#include "checks.h"

int main() {
  using namespace fourier_net;
  test_random();
  test_linalg();
  test_stft();
  test_tasks();
  test_training();
  test_butterfly();
  test_recurrent();
  test_singular();
  test_study();
  test_allocations();
  std::printf("%d checks, %d failures\n", checks, failures);
  return failures == 0 ? 0 : 1;
}
