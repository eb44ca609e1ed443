/*
 * The step loop of Breakout-v1 in C, to hold Palaestra's against: the rules of docs/environments.md, all six actions,
 * an action sticks with probability 0.1, episodes are cut after 10,000 steps, and after every step the observation is
 * cleared and written, 10 x 10 cells of paddle, ball, trail and brick.
 *
 * Prints steps a second of processor time, the best of several rounds, and a checksum of rewards and observations.
 */
#include "loop.h"

#include <string.h>

enum { NOOP, LEFT, UP, RIGHT, DOWN, FIRE, ACTIONS };
enum { PADDLE, BALL, TRAIL, BRICK, CHANNELS };
enum { SIZE = 10, LAST = SIZE - 1, FIRST_BRICK_ROW = 1, BRICK_ROWS = 3 };

static const uint32_t all_bricks = (1u << (SIZE * BRICK_ROWS)) - 1;

static int paddle, ball_x, ball_y, trail_x, trail_y, dx, dy, strike, over, last_action;
static uint32_t bricks;

static inline void reset(struct stream *random) {
  int from_left = next_int(random, 2) == 0;
  paddle = 4;
  bricks = all_bricks;
  ball_x = trail_x = from_left ? 0 : LAST;
  ball_y = trail_y = 3;
  dx = from_left ? 1 : -1;
  dy = 1;
  strike = over = 0;
  last_action = NOOP;
}

static inline uint32_t brick(int x, int y) {
  unsigned row = (unsigned)(y - FIRST_BRICK_ROW);
  return row < BRICK_ROWS ? 1u << (row * SIZE + (unsigned)x) : 0;
}

static inline double step(int action, struct stream *random) {
  double reward = 0;
  int contact = 0;
  if (!(next_double(random) < 0.1)) {
    last_action = action;
  }
  if (last_action == LEFT && paddle > 0) {
    paddle--;
  } else if (last_action == RIGHT && paddle < LAST) {
    paddle++;
  }
  trail_x = ball_x;
  trail_y = ball_y;
  int x = ball_x + dx, y = ball_y + dy;
  if (x < 0 || x > LAST) {
    x = x < 0 ? 0 : LAST;
    dx = -dx;
  }
  if (y < 0) {
    y = 0;
    dy = -dy;
  } else if (bricks & brick(x, y)) {
    contact = 1;
    if (!strike) {
      reward = 1;
      bricks ^= brick(x, y);
      y = ball_y;
      dy = -dy;
    }
  } else if (y == LAST) {
    if (!bricks) {
      bricks = all_bricks;
    }
    if (ball_x == paddle) {
      dy = -dy;
      y = ball_y;
    } else if (x == paddle) {
      dx = -dx;
      dy = -dy;
      y = ball_y;
    } else {
      over = 1;
    }
  }
  strike = contact;
  ball_x = x;
  ball_y = y;
  return reward;
}

static inline void mark(float *out, int x, int y, int channel) {
  out[(y * SIZE + x) * CHANNELS + channel] = 1;
}

static inline void observe(float *out) {
  memset(out, 0, SIZE * SIZE * CHANNELS * sizeof *out);
  mark(out, paddle, LAST, PADDLE);
  mark(out, ball_x, ball_y, BALL);
  mark(out, trail_x, trail_y, TRAIL);
  for (uint32_t rest = bricks; rest; rest &= rest - 1) {
    mark(out, __builtin_ctz(rest), FIRST_BRICK_ROW, BRICK);
  }
}

static double run(long steps, struct stream *random, float *observation) {
  double sum = 0;
  int time = 0;
  reset(random);
  for (long i = 0; i < steps; i++) {
    sum += step((int)next_int(random, ACTIONS), random);
    if (over || ++time == 10000) {
      reset(random);
      time = 0;
    }
    observe(observation);
    keep(observation);
    sum += observation[SIZE * SIZE * CHANNELS / 2 + 1];
  }
  return sum;
}

int main(int count, char **arguments) {
  float observation[SIZE * SIZE * CHANNELS];
  return measure(count, arguments, run, observation);
}
