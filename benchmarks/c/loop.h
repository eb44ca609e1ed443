/* What the loops of this folder share: the generator of Palaestra's RandomStream, and the clock: that of the thread, so
 * that others on the machine disturb less. */
#ifndef LOOP_H
#define LOOP_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct stream {
  uint64_t s0, s1, s2, s3;
};

static inline uint64_t split_mix(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static void seed(struct stream *s, uint64_t seed) {
  const uint64_t golden = 0x9e3779b97f4a7c15u;
  s->s0 = split_mix(seed + golden);
  s->s1 = split_mix(seed + 2 * golden);
  s->s2 = split_mix(seed + 3 * golden);
  s->s3 = split_mix(seed + 4 * golden);
}

static inline uint64_t rotate(uint64_t v, int by) {
  return (v << by) | (v >> (64 - by));
}

static inline uint64_t next_long(struct stream *s) {
  uint64_t result = rotate(s->s0 + s->s3, 23) + s->s0;
  uint64_t t = s->s1 << 17;
  s->s2 ^= s->s0;
  s->s3 ^= s->s1;
  s->s1 ^= s->s2;
  s->s0 ^= s->s3;
  s->s2 ^= t;
  s->s3 = rotate(s->s3, 45);
  return result;
}

/* From 0 to bound - 1, by Lemire's method. */
static inline uint32_t next_int(struct stream *s, uint32_t bound) {
  uint64_t product = (next_long(s) >> 32) * bound;
  uint32_t low = (uint32_t)product;
  if (low < bound) {
    uint32_t threshold = -bound % bound;
    while (low < threshold) {
      product = (next_long(s) >> 32) * bound;
      low = (uint32_t)product;
    }
  }
  return (uint32_t)(product >> 32);
}

static inline double next_double(struct stream *s) {
  return (double)(next_long(s) >> 11) * 0x1p-53;
}

/* Tells the compiler that somebody reads the buffer, so that it is written after every step. */
static inline void keep(float *buffer) {
  __asm__ volatile("" : : "r"(buffer) : "memory");
}

/* Arguments: steps of a round, rounds. */
static int measure(
    int count, char **arguments, double (*run)(long, struct stream *, float *), float *observation) {
  long steps = count > 1 ? atol(arguments[1]) : 5000000;
  int rounds = count > 2 ? atoi(arguments[2]) : 20;
  double best = 0, checksum = 0;
  for (int round = 0; round < rounds; round++) {
    struct stream random;
    struct timespec begin, end;
    seed(&random, 1);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
    checksum = run(steps, &random, observation);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
    double seconds = (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec);
    if (steps / seconds > best) {
      best = steps / seconds;
    }
  }
  printf("%.0f %.4f\n", best, checksum);
  return 0;
}

#endif
