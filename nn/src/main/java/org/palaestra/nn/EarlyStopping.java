package org.palaestra.nn;

import java.util.ArrayList;
import java.util.List;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * Ends a training when the loss on held-out data has not fallen for a while, and gives back the
 * best weights (Prechelt, "Early stopping, but when?", 1998).
 */
public final class EarlyStopping implements Stateful {

  private final Parameters parameters;
  private final int patience;
  private final double margin;
  private final List<float[]> best = new ArrayList<>();
  private double lowest = Double.POSITIVE_INFINITY;
  private long waited;

  /**
   * For the training of {@code parameters}, whose present values are the best until a loss is
   * known.
   *
   * @param patience losses in a row without an improvement that end the training, at least 1
   * @param margin how far below the lowest loss so far the next must be to count, at least 0
   */
  public EarlyStopping(Parameters parameters, int patience, double margin) {
    if (patience < 1) {
      throw new IllegalArgumentException("patience must be at least 1, got " + patience);
    }
    this.parameters = parameters;
    this.patience = patience;
    this.margin = Checks.atLeastZero("margin", margin);
    for (Parameter parameter : parameters.all()) {
      best.add(parameter.get());
    }
  }

  /**
   * Takes the next held-out loss, of the parameters as they are. A NaN is no improvement.
   *
   * @return whether to stop
   */
  public boolean stop(double loss) {
    if (loss < lowest - margin) {
      lowest = loss;
      waited = 0;
      for (int i = 0; i < best.size(); i++) {
        best.set(i, parameters.all().get(i).get());
      }
    } else {
      waited++;
    }
    return waited >= patience;
  }

  /** The lowest loss so far; infinite before the first. */
  public double lowest() {
    return lowest;
  }

  /** Sets the parameters to their values at the lowest loss. */
  public void restoreBest() {
    for (int i = 0; i < best.size(); i++) {
      parameters.all().get(i).set(best.get(i));
    }
  }

  @Override
  public void save(StateWriter out) {
    out.number("lowest", lowest);
    out.integer("waited", waited);
    for (int i = 0; i < best.size(); i++) {
      Parameter parameter = parameters.all().get(i);
      out.floats("best/" + parameter.name(), best.get(i), parameter.shape());
    }
  }

  @Override
  public void restore(StateReader in) {
    lowest = in.number("lowest");
    waited = in.integer("waited");
    for (int i = 0; i < best.size(); i++) {
      float[] values = new float[best.get(i).length];
      in.floats("best/" + parameters.all().get(i).name(), values);
      best.set(i, values);
    }
  }
}
