#pragma once

#include <cstdio>

#include "linalg/panels.h"
#include "random/values.h"

/// What the native tests share: how a value is checked, and random rows.
namespace fourier_net {

inline int checks = 0, failures = 0;

#define CHECK(condition, value)                                                          \
  do {                                                                                   \
    ++checks;                                                                            \
    if (!(condition)) {                                                                  \
      ++failures;                                                                        \
      std::printf("%s:%d: %s, got %g\n", __FILE__, __LINE__, #condition, double(value)); \
    }                                                                                    \
  } while (false)

/// Random rows, the same each time.
inline Rows noise(Index rows, Index columns, std::uint64_t sequence) {
  Rows values(rows, columns);
  fill_normals(Philox(1, Stream::kTestSignal), sequence, values.data(),
               static_cast<int>(values.size()));
  return values;
}

/// The tests, a file each.
void test_allocations();
void test_butterfly();
void test_linalg();
void test_random();
void test_recurrent();
void test_singular();
void test_stft();
void test_study();
void test_tasks();
void test_training();

}  // namespace fourier_net
