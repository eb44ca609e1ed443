package org.palaestra.environment;

import java.util.random.RandomGenerator;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.view.Canvas;

/**
 * Seven cells in a row, an end at each: a small environment with every ability, in good order.
 * Actions are left, right and stay; a move slips the other way with probability 0.2, and staying is
 * forbidden in the middle cell.
 */
class Line implements FiniteMdp, Masked, Measured, Restorable, Viewable {

  static final int CELLS = 7;
  static final double SLIP = 0.2;
  private static final Discrete CELL = new Discrete(CELLS);
  private static final Discrete MOVE = new Discrete(3);

  int cell = 3;

  static EnvironmentSpec spec() {
    return new EnvironmentSpec(EnvironmentId.parse("Line-v0"), java.util.Map.of(), 100);
  }

  @Override
  public Space observationSpace() {
    return CELL;
  }

  @Override
  public Discrete actionSpace() {
    return MOVE;
  }

  @Override
  public void reset(RandomGenerator random) {
    cell = 2 + random.nextInt(3);
  }

  @Override
  public double step(int action, RandomGenerator random) {
    if (action < 2) {
      boolean slips = random.nextDouble() < SLIP;
      cell += (action == 1) == slips ? -1 : 1;
    }
    return reward(cell);
  }

  static double reward(int cell) {
    return cell == 0 ? -1 : cell == CELLS - 1 ? 1 : -0.01;
  }

  static boolean last(int cell) {
    return cell == 0 || cell == CELLS - 1;
  }

  @Override
  public boolean terminated() {
    return last(cell);
  }

  @Override
  public void observe(float[] out, int offset) {
    out[offset] = cell;
  }

  @Override
  public boolean allowed(int action) {
    return allowed(cell, action);
  }

  @Override
  public int states() {
    return CELLS;
  }

  @Override
  public int state() {
    return cell;
  }

  @Override
  public void initial(InitialVisitor visitor) {
    for (int state = 2; state < 5; state++) {
      visitor.visit(1.0 / 3, state);
    }
  }

  @Override
  public boolean allowed(int state, int action) {
    return state != 3 || action != 2;
  }

  @Override
  public void successors(int state, int action, SuccessorVisitor visitor) {
    if (last(state)) {
      return;
    }
    if (action == 2) {
      visitor.visit(1, state, reward(state), false);
      return;
    }
    for (int next = state - 1; next <= state + 1; next += 2) {
      boolean slips = (next > state) != (action == 1);
      visitor.visit(slips ? SLIP : 1 - SLIP, next, reward(next), last(next));
    }
  }

  @Override
  public void measure(Sink sink) {
    sink.measure("cell", cell);
    sink.measure("distance", Math.abs(cell - 3));
  }

  @Override
  public int stateSize() {
    return 1;
  }

  @Override
  public int save(double[] out) {
    out[0] = cell;
    return 1;
  }

  @Override
  public void restore(double[] state, int length) {
    if (length != 1 || !(state[0] >= 0 && state[0] < CELLS) || state[0] != (int) state[0]) {
      throw new IllegalArgumentException("not a cell");
    }
    cell = (int) state[0];
  }

  @Override
  public void paint(Canvas canvas) {
    canvas.world(0, 0, CELLS, 1, 0xffffffff);
    canvas.beginEntity("walker", 0, cell + 0.5, 0.5, 0);
    canvas.circle(cell + 0.5, 0.5, 0.4, 0xff000000);
    canvas.endEntity();
    canvas.text("goal", CELLS - 0.5, 0.1, 0.2, Canvas.Align.CENTER, 0xff000000);
  }
}
