package org.palaestra.environments.probe;

import org.palaestra.view.Canvas;

/**
 * Paints a finite probe as what it is, a graph of states: the number that is observed in each, and
 * on every arrow the reward. The states that an episode starts in stand on the left.
 */
final class ProbeScene {

  private static final double SPACING = 3.4;
  private static final double NARROWEST = 5.2;
  private static final double RADIUS = 0.42;
  private static final double TEXT = 0.17;

  private final NumberedProbe probe;
  private final String title;
  private final double[] xs;
  private final double[] ys;

  /** What stands before the reward of each action. */
  private final String[] actions;

  /** The corners of the arrow's head that is being painted. */
  private final double[] head = new double[6];

  private double right;

  /** A graph of {@code probe}; painting it allocates nothing. */
  ProbeScene(NumberedProbe probe, String title) {
    this.probe = probe;
    this.title = title;
    xs = new double[probe.states()];
    ys = new double[probe.states()];
    actions = new String[probe.actionSpace().n()];
    for (int action = 0; action < actions.length; action++) {
      actions[action] = actions.length == 1 ? "" : "action " + action + ": ";
    }
    int[] starts = new int[1];
    probe.initial((probability, state) -> starts[0]++);
    for (int state = 0; state < starts[0]; state++) {
      ys[state] = 0.75 * (2 * state - (starts[0] - 1));
    }
    for (int state = 0; state < xs.length; state++) {
      int next = probe.terminal(state) ? state : probe.next(state, 0);
      if (next != state) {
        xs[next] = xs[state] + SPACING;
        right = xs[next];
      }
    }
  }

  void paint(Canvas canvas) {
    double side = Math.max(0.9, (NARROWEST - right) / 2);
    canvas.world(-side, -1.5, right + side, 2, ProbeColors.BACKGROUND);
    canvas.text(title, right / 2, 1.6, 0.2, Canvas.Align.CENTER, ProbeColors.TITLE);
    for (int state = 0; state < xs.length; state++) {
      if (!probe.terminal(state)) {
        paintArrow(canvas, state);
      }
    }
    double x = xs[probe.state()];
    double y = ys[probe.state()];
    canvas.beginEntity("agent", 0, x, y, 0);
    canvas.circle(x, y, RADIUS + 0.1, ProbeColors.AGENT);
    canvas.endEntity();
    for (int state = 0; state < xs.length; state++) {
      paintState(canvas, state);
    }
  }

  private void paintState(Canvas canvas, int state) {
    boolean end = probe.terminal(state);
    double x = xs[state];
    double y = ys[state];
    canvas.beginEntity(end ? "end" : "state", state, x, y, 0);
    canvas.circle(x, y, RADIUS, end ? ProbeColors.END : ProbeColors.NODE);
    canvas.circle(x, y, RADIUS - 0.06, end ? ProbeColors.BACKGROUND : ProbeColors.NODE_LIGHT);
    double height = end ? 0.16 : 0.26;
    double foot = y - height / 2;
    if (end) {
      canvas.text("end", x, foot, height, Canvas.Align.CENTER, ProbeColors.INK);
    } else {
      canvas.number(
          "", probe.number(state), "", x, foot, height, Canvas.Align.CENTER, ProbeColors.INK);
    }
    canvas.endEntity();
  }

  private void paintArrow(Canvas canvas, int state) {
    int next = probe.next(state, 0);
    if (next == state) {
      paintLoop(canvas, state);
      return;
    }
    double dx = xs[next] - xs[state];
    double dy = ys[next] - ys[state];
    double length = StrictMath.hypot(dx, dy);
    double ux = dx / length;
    double uy = dy / length;
    double tipX = xs[next] - ux * (RADIUS + 0.16);
    double tipY = ys[next] - uy * (RADIUS + 0.16);
    canvas.line(xs[state], ys[state], tipX - 0.1 * ux, tipY - 0.1 * uy, 0.05, ProbeColors.EDGE);
    paintHead(canvas, tipX, tipY, ux, uy);
    // Above an arrow from the upper half, below one from the lower: so they keep apart.
    double side = ys[state] >= 0 ? 1 : -1;
    double x = xs[state] + 0.45 * dx;
    // A line of text is about 1.5 units wide, and the arrow must not run into its near end.
    double away = 0.15 + (actions.length == 1 ? 0.3 : 0.8) * Math.abs(dy / dx);
    double y = ys[state] + 0.45 * dy + (side > 0 ? away : -away - TEXT);
    paintRewards(canvas, state, x, y, side);
  }

  private void paintHead(Canvas canvas, double x, double y, double ux, double uy) {
    head[0] = x;
    head[1] = y;
    head[2] = x - 0.2 * ux - 0.1 * uy;
    head[3] = y - 0.2 * uy + 0.1 * ux;
    head[4] = x - 0.2 * ux + 0.1 * uy;
    head[5] = y - 0.2 * uy - 0.1 * ux;
    canvas.polygon(head, ProbeColors.EDGE);
  }

  private void paintLoop(Canvas canvas, int state) {
    double x = xs[state];
    double y = ys[state] + 0.55;
    canvas.circle(x, y, 0.4, ProbeColors.EDGE);
    canvas.circle(x, y, 0.35, ProbeColors.BACKGROUND);
    paintHead(canvas, x - 0.37, y - 0.1, 0, -1);
    paintRewards(canvas, state, x + 0.7, y, 1);
  }

  /** One label for each action, or a single one if they earn the same. */
  private void paintRewards(Canvas canvas, int state, double x, double y, double side) {
    for (int action = 0; action < actions.length; action++) {
      double reward = probe.reward(state, action);
      canvas.number(
          actions[action],
          reward,
          "",
          x,
          y + side * 1.5 * TEXT * action,
          TEXT,
          Canvas.Align.CENTER,
          ProbeColors.ofReward(reward));
    }
  }
}
