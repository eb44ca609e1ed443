package org.palaestra.nn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
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

  /** A step and the change of the gradient over it. */
  private record Change(double[] s, double[] y, double product) {}

  private final List<Parameter> parameters;
  private final Objective objective;
  private final int memory;
  private final Deque<Change> changes = new ArrayDeque<>();

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
    this.memory = memory;
    int size = Math.toIntExact(parameters.size());
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
      for (double each : g) {
        largest = Math.max(largest, Math.abs(each));
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
    boolean remembered = !changes.isEmpty();
    double slope = turn();
    if (slope >= 0 && remembered) { // by roundings only; start anew
      changes.clear();
      slope = turn();
      remembered = false;
    }
    if (slope == 0) {
      return false;
    }
    // Steepest descent has no scale of its own: its first trial is no longer than 1.
    double first = remembered ? learningRate : learningRate * Math.min(1, 1 / length(direction));
    if (LineSearch.search(new Along(), loss, slope, first) == 0) {
      changes.clear();
      return remembered && advance(learningRate);
    }
    remember();
    return true;
  }

  /** Sets the direction, −H g by the two loops, and returns the slope of the loss along it. */
  private double turn() {
    Arrays.setAll(direction, i -> -g[i]);
    List<Change> newestFirst = new ArrayList<>(changes);
    double[] a = new double[newestFirst.size()];
    for (int k = 0; k < a.length; k++) {
      Change change = newestFirst.get(k);
      a[k] = dot(change.s, direction) / change.product;
      add(direction, -a[k], change.y);
    }
    if (a.length > 0) {
      Change newest = newestFirst.get(0);
      double scale = newest.product / dot(newest.y, newest.y);
      Arrays.setAll(direction, i -> scale * direction[i]);
    }
    for (int k = a.length - 1; k >= 0; k--) {
      Change change = newestFirst.get(k);
      double b = dot(change.y, direction) / change.product;
      add(direction, a[k] - b, change.s);
    }
    stayWhereFrozen();
    return dot(direction, g);
  }

  private void stayWhereFrozen() {
    int at = 0;
    for (Parameter parameter : parameters) {
      if (parameter.frozen()) {
        Arrays.fill(direction, at, at + parameter.size(), 0);
      }
      at += parameter.size();
    }
  }

  /** Takes over where the line search ended, and what it says of the curvature. */
  private void remember() {
    double[] s = new double[x.length];
    double[] y = new double[x.length];
    gather(s, false);
    for (int i = 0; i < s.length; i++) {
      double now = s[i];
      s[i] = now - x[i]; // the step as floats took it
      x[i] = now;
      y[i] = trialGradient[i] - g[i];
      g[i] = trialGradient[i];
    }
    loss = trialLoss;
    double product = dot(s, y);
    if (product > 1e-10 * length(s) * length(y)) {
      changes.addFirst(new Change(s, y, product));
      if (changes.size() > memory) {
        changes.removeLast();
      }
    }
  }

  /** The loss as a function of the length of the step. */
  private final class Along implements LineSearch.Line {

    @Override
    public void go(double t) {
      int at = 0;
      for (Parameter parameter : parameters) {
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
      return dot(direction, trialGradient);
    }
  }

  /** Copies all values or gradients; the gradients of what is frozen are 0. */
  private void gather(double[] into, boolean gradient) {
    int at = 0;
    for (Parameter parameter : parameters) {
      float[] from = gradient ? parameter.gradient() : parameter.value();
      boolean none = gradient && parameter.frozen();
      for (int j = 0; j < parameter.size(); j++) {
        into[at++] = none ? 0 : from[j];
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static void add(double[] to, double factor, double[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  @Override
  public void save(StateWriter out) {
    out.integer("changes", changes.size());
    int k = 0;
    for (Change change : changes) {
      out.doubles("s/" + k, change.s);
      out.doubles("y/" + k, change.y);
      k++;
    }
  }

  @Override
  public void restore(StateReader in) {
    changes.clear();
    long count = in.integer("changes");
    for (int k = 0; k < count; k++) {
      double[] s = new double[x.length];
      double[] y = new double[x.length];
      in.doubles("s/" + k, s);
      in.doubles("y/" + k, y);
      changes.addLast(new Change(s, y, dot(s, y)));
    }
  }
}
