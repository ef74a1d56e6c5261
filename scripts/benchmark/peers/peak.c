// What a core can do at 128 bits: peak THREADS SECONDS prints the GFLOP/s of fused multiply-adds in
// registers, all threads together.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef float Vector __attribute__((vector_size(16)));

// More independent chains than a fused multiply-add's latency times the units that do one.
#define CHAINS(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7) DO(8) DO(9) DO(10) DO(11)
#define DECLARE(j) Vector a##j = one;
#ifdef __x86_64__
#define IN_REGISTER(j) __asm__ volatile("" : "+x"(a##j));
#else
#define IN_REGISTER(j) __asm__ volatile("" : "+w"(a##j));
#endif
#define STEP(j)        \
  a##j = a##j * b + c; \
  IN_REGISTER(j)

static double seconds;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void* measure(void* gflops) {
  const Vector one = {1, 1, 1, 1}, b = one * 1.0000001f, c = one * 1e-9f;
  CHAINS(DECLARE)
  const double begin = now();
  double elapsed = 0, rounds = 0;
  while (elapsed < seconds) {
    for (int i = 0; i < 100000; i++) {
      CHAINS(STEP)
    }
    rounds += 100000;
    elapsed = now() - begin;
  }
  *(double*)gflops = rounds * 12 * 4 * 2 / elapsed / 1e9;
  return NULL;
}

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const int threads = atoi(argv[1]);
  seconds = atof(argv[2]);
  pthread_t* others = malloc(sizeof(pthread_t) * (size_t)threads);
  double* rates = malloc(sizeof(double) * (size_t)threads);
  for (int i = 0; i < threads; i++) pthread_create(&others[i], NULL, measure, &rates[i]);
  double sum = 0;
  for (int i = 0; i < threads; i++) {
    pthread_join(others[i], NULL);
    sum += rates[i];
  }
  printf("%.3f\n", sum);
  return 0;
}
