package org.palaestra.nn;

import java.util.Arrays;
import java.util.List;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * L-BFGS (Nocedal, "Updating quasi-Newton matrices with limited storage", 1980; Nocedal and Wright,
 * 2006, algorithm 7.4): Newton's direction from the last few changes of the gradient, and a line
 * search along it. For smooth losses over all data, not for mini-batches.
 *
 * <p>It computes the loss itself, several times a step. Its own arithmetic is done in doubles.
 */
public final class Lbfgs implements Optimiser {

  /** What is minimised. */
  @FunctionalInterface
  public interface Objective {

    /**
     * Computes the loss of the parameters as they are, and sets their gradients to its gradient:
     * clear them, run a graph forward and backward.
     *
     * @return the loss
     */
    double evaluate();
  }

  private final List<Parameter> parameters;
  private final Objective objective;
  private final CurvatureHistory history;
  private final LineSearch search = new LineSearch(new Along());

  private final double[] x; // all parameters, one behind another
  private final double[] g; // the gradient at x
  private final double[] direction;
  private final double[] trialGradient;
  private double loss = Double.NaN;
  private double trialLoss;

  /**
   * Knowing nothing of the loss yet.
   *
   * @param memory changes to remember, at least 1; 10 is usual
   */
  public Lbfgs(Parameters parameters, Objective objective, int memory) {
    if (memory < 1) {
      throw new IllegalArgumentException("memory must be at least 1, got " + memory);
    }
    this.parameters = List.copyOf(parameters.all());
    this.objective = objective;
    int size = Math.toIntExact(parameters.size());
    history = new CurvatureHistory(memory, size);
    x = new double[size];
    g = new double[size];
    direction = new double[size];
    trialGradient = new double[size];
  }

  /** The loss of the parameters as the last step left them; NaN before the first. */
  public double loss() {
    return loss;
  }

  /**
   * Takes one step: evaluates the objective, and searches along the direction.
   *
   * @param learningRate the part of the whole step to try first, above 0; 1 is Newton's
   */
  @Override
  public void step(double learningRate) {
    begin();
    advance(learningRate);
  }

  /**
   * Takes steps until no number of the gradient is larger than {@code tolerance}, or no step lowers
   * the loss any more.
   *
   * @param most steps at most
   * @param tolerance at least 0
   * @return how many were taken
   */
  public int minimise(int most, double tolerance) {
    begin();
    for (int step = 0; step < most; step++) {
      double largest = 0;
      for (int i = 0; i < g.length; i++) {
        largest = Math.max(largest, Math.abs(g[i]));
      }
      if (largest <= tolerance || !advance(1)) {
        return step;
      }
    }
    return most;
  }

  private void begin() {
    loss = objective.evaluate();
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException("the loss is " + loss + " before the step of L-BFGS");
    }
    gather(x, false);
    gather(g, true);
  }

  /**
   * Goes one step from x, with the loss and the gradient there known.
   *
   * @return whether the loss was lowered
   */
  private boolean advance(double learningRate) {
    Checks.aboveZero("the learning rate of L-BFGS", learningRate);
    boolean remembered = !history.isEmpty();
    double slope = turn();
    if (slope >= 0 && remembered) { // by roundings only; start anew
      history.clear();
      slope = turn();
      remembered = false;
    }
    if (slope == 0) {
      return false;
    }
    // Steepest descent has no scale of its own: its first trial is no longer than 1.
    double first =
        remembered
            ? learningRate
            : learningRate * Math.min(1, 1 / CurvatureHistory.length(direction));
    if (search.search(loss, slope, first) == 0) {
      history.clear();
      return remembered && advance(learningRate);
    }
    remember();
    return true;
  }

  /** Sets the direction, −H g, and returns the slope of the loss along it. */
  private double turn() {
    for (int i = 0; i < g.length; i++) {
      direction[i] = -g[i];
    }
    history.multiply(direction);
    stayWhereFrozen();
    return CurvatureHistory.dot(direction, g);
  }

  private void stayWhereFrozen() {
    int at = 0;
    for (int each = 0; each < parameters.size(); each++) {
      Parameter parameter = parameters.get(each);
      if (parameter.frozen()) {
        Arrays.fill(direction, at, at + parameter.size(), 0);
      }
      at += parameter.size();
    }
  }

  /** Takes over where the line search ended, and what it says of the curvature. */
  private void remember() {
    double[] step = history.nextStep();
    double[] change = history.nextChange();
    gather(step, false);
    for (int i = 0; i < step.length; i++) {
      double now = step[i];
      step[i] = now - x[i]; // as floats took it
      x[i] = now;
      change[i] = trialGradient[i] - g[i];
      g[i] = trialGradient[i];
    }
    loss = trialLoss;
    history.remember();
  }

  /** The loss as a function of the length of the step. */
  private final class Along implements LineSearch.Line {

    @Override
    public void go(double t) {
      int at = 0;
      for (int each = 0; each < parameters.size(); each++) {
        Parameter parameter = parameters.get(each);
        float[] p = parameter.value();
        for (int j = 0; j < parameter.size(); j++, at++) {
          p[j] = (float) (x[at] + t * direction[at]);
        }
      }
      trialLoss = objective.evaluate();
      gather(trialGradient, true);
    }

    @Override
    public double value() {
      return trialLoss;
    }

    @Override
    public double slope() {
      return CurvatureHistory.dot(direction, trialGradient);
    }
  }

  /** Copies all values or gradients; the gradients of what is frozen are 0. */
  private void gather(double[] into, boolean gradient) {
    int at = 0;
    for (int each = 0; each < parameters.size(); each++) {
      Parameter parameter = parameters.get(each);
      float[] from = gradient ? parameter.gradient() : parameter.value();
      boolean none = gradient && parameter.frozen();
      for (int j = 0; j < parameter.size(); j++) {
        into[at++] = none ? 0 : from[j];
      }
    }
  }

  @Override
  public void save(StateWriter out) {
    history.save(out);
  }

  @Override
  public void restore(StateReader in) {
    history.restore(in);
  }
}
