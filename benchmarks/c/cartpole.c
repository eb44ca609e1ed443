/*
 * The step loop of CartPole-v1 in C, to hold Palaestra's against: the same equations, starts and time limit, an
 * observation written after every step, the same generator of actions and starts (xoshiro256++, seeded by SplitMix64).
 * Written as one would for speed: everything inlined into one loop, the C library's sine and cosine.
 *
 * Prints steps a second of processor time, the best of several rounds, and a checksum of what was observed.
 */
#include "loop.h"

#include <math.h>

static double x, x_dot, theta, theta_dot;

static inline double start(struct stream *random) {
  return -0.05 + 0.1 * next_double(random);
}

static inline void reset(struct stream *random) {
  x = start(random);
  x_dot = start(random);
  theta = start(random);
  theta_dot = start(random);
}

static inline double step(int action) {
  const double mass = 1.1, pole = 0.05, seconds = 0.02;
  double force = action ? 10 : -10;
  double sine = sin(theta), cosine = cos(theta);
  double push = (force + pole * (theta_dot * theta_dot) * sine) / mass;
  double turn = (9.8 * sine - cosine * push) / (0.5 * (4.0 / 3.0 - 0.1 * (cosine * cosine) / mass));
  double acceleration = push - pole * turn * cosine / mass;
  x += seconds * x_dot;
  x_dot += seconds * acceleration;
  theta += seconds * theta_dot;
  theta_dot += seconds * turn;
  return 1;
}

static inline int terminated(void) {
  return fabs(x) > 2.4 || fabs(theta) > 12 * 2 * 3.141592653589793 / 360;
}

static inline void observe(float *out) {
  out[0] = (float)x;
  out[1] = (float)x_dot;
  out[2] = (float)theta;
  out[3] = (float)theta_dot;
}

static double run(long steps, struct stream *random, float *observation) {
  double sum = 0;
  int time = 0;
  reset(random);
  for (long i = 0; i < steps; i++) {
    sum += step((int)next_int(random, 2));
    if (terminated() || ++time == 500) {
      reset(random);
      time = 0;
    }
    observe(observation);
    keep(observation);
    sum += observation[3];
  }
  return sum;
}

int main(int count, char **arguments) {
  float observation[4];
  return measure(count, arguments, run, observation);
}
