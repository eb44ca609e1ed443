package org.palaestra.render;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.LocalVectorEnvironment;
import org.palaestra.environment.StepBatch;
import org.palaestra.environment.VectorEnvironment;
import org.palaestra.environment.Viewable;
import org.palaestra.playback.Playback;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.view.Canvas;

/** A pole on a cart that a simple rule pushes left and right: something to look at. */
final class Swing implements DiscreteEnvironment, Viewable {

  private static final double STEP = 0.02;

  private double x;
  private double speed;
  private double angle;
  private double spin;

  /** The rule's playback, with an episode length and a seed. */
  static Playback playback(int timeLimit, long seed) {
    return new Playback(vector(timeLimit), copies -> new Rule(), seed);
  }

  /** One copy, with an episode length. */
  static VectorEnvironment vector(int timeLimit) {
    EnvironmentSpec spec =
        new EnvironmentSpec(EnvironmentId.parse("Swing-v0"), Map.of(), timeLimit);
    return new LocalVectorEnvironment(spec, 1, Swing::new);
  }

  private static final class Rule implements Actor, Explains {

    private final float[] values = new float[3];

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      float[] o = now.observations;
      float push = 8 * o[2] + 2.2f * o[3] + 0.5f * o[0] + 0.9f * o[1];
      values[0] = 12.4f - push;
      values[1] = 12.4f + 0.2f;
      values[2] = 12.4f + push;
      out.indices[0] = push > 0.2f ? 2 : push < -0.2f ? 0 : 1;
    }

    @Override
    public void explain(int copy, Explanation out) {
      out.actionValues(values);
      out.stateValue(Math.max(values[0], Math.max(values[1], values[2])));
    }
  }

  @Override
  public Space observationSpace() {
    return Box.of(-10, 10, 4);
  }

  @Override
  public Discrete actionSpace() {
    return new Discrete(3);
  }

  @Override
  public void reset(RandomGenerator random) {
    x = 2 * random.nextDouble() - 1;
    speed = 0;
    angle = 0.24 * (random.nextDouble() - 0.5);
    spin = 0;
  }

  @Override
  public double step(int action, RandomGenerator random) {
    double force = (action - 1) * 10 + random.nextGaussian();
    double push = (force + 0.05 * spin * spin * StrictMath.sin(angle)) / 1.1;
    double turn =
        (9.8 * StrictMath.sin(angle) - StrictMath.cos(angle) * push)
            / (0.5 * (4 / 3.0 - 0.1 * Math.pow(StrictMath.cos(angle), 2) / 1.1));
    x += STEP * speed;
    speed += STEP * push;
    angle += STEP * spin;
    spin += STEP * turn;
    return 1;
  }

  @Override
  public boolean terminated() {
    return Math.abs(x) > 2.4 || Math.abs(angle) > 0.5;
  }

  @Override
  public void observe(float[] out, int offset) {
    out[offset] = (float) x;
    out[offset + 1] = (float) speed;
    out[offset + 2] = (float) angle;
    out[offset + 3] = (float) spin;
  }

  @Override
  public void paint(Canvas canvas) {
    canvas.world(-2.8, -0.8, 2.8, 2.2, 0xFFF3F1EA);
    canvas.rectangle(-2.8, -0.8, 5.6, 0.55, 0xFFE3DFD3);
    canvas.line(-2.4, -0.25, 2.4, -0.25, 0.02, 0xFF8B8574);
    for (int i = -2; i <= 2; i++) {
      canvas.line(i, -0.31, i, -0.25, 0.015, 0xFF8B8574);
      canvas.text(Integer.toString(i), i, -0.5, 0.07, Canvas.Align.CENTER, 0xFF8B8574);
    }
    canvas.beginEntity("cart", 0, x, 0, 0);
    canvas.rectangle(x - 0.28, -0.17, 0.56, 0.26, 0xFF2F4858);
    canvas.circle(x - 0.17, -0.17, 0.08, 0xFF1B2A33);
    canvas.circle(x + 0.17, -0.17, 0.08, 0xFF1B2A33);
    canvas.endEntity();
    double tipX = x + 1.3 * StrictMath.sin(angle);
    double tipY = 0.05 + 1.3 * StrictMath.cos(angle);
    canvas.beginEntity("pole", 0, x, 0.05, -angle);
    canvas.line(x, 0.05, tipX, tipY, 0.1, 0xFFC8793A);
    canvas.circle(x, 0.05, 0.07, 0xFFF6AE2D);
    canvas.endEntity();
    canvas.text("θ = %.3f".formatted(angle), -2.6, 1.9, 0.09, Canvas.Align.LEFT, 0xFF5C5847);
  }
}
