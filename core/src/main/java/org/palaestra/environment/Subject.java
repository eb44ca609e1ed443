package org.palaestra.environment;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/**
 * One environment under examination. Every call has a place, and what it throws ends the check as a
 * finding.
 */
final class Subject {

  /** Cells on either side of an observation that must stay as they are. */
  private static final int PAD = 64;

  private static final float GUARD = -1.2345678e30f;

  /** What is wrong with an observation. */
  record Problem(String seen, String fix) {}

  final RandomStream stream = new RandomStream(0);
  private final Examination exam;
  private final Environment environment;
  private final Space observations;
  private final Space actions;
  private final float[] padded;
  private final float[] second;
  private @Nullable Masked mask;

  Subject(Examination exam, Environment environment) {
    this.exam = exam;
    this.environment = environment;
    observations = call("observationSpace", environment::observationSpace);
    actions = call("actionSpace", environment::actionSpace);
    int width = observations == null ? 0 : observations.size();
    padded = new float[width + 2 * PAD];
    second = new float[width + PAD];
    mask = ability(Masked.class).orElse(null);
  }

  Environment environment() {
    return environment;
  }

  Space observations() {
    return observations;
  }

  Space actions() {
    return actions;
  }

  int width() {
    return observations.size();
  }

  int actionCount() {
    return actions instanceof Discrete discrete ? discrete.n() : 0;
  }

  <T> Optional<T> ability(Class<T> type) {
    return call("ability", () -> environment.ability(type));
  }

  /** Calls any method of the environment. */
  <T> T call(String method, Supplier<T> body) {
    exam.at(method);
    try {
      return body.get();
    } catch (ContractBreach known) {
      throw known;
    } catch (RuntimeException | Error e) {
      throw exam.threw(e, "");
    }
  }

  /** Calls any method of the environment. */
  void run(String method, Runnable body) {
    call(
        method,
        () -> {
          body.run();
          return true;
        });
  }

  void reset(long seed) {
    exam.episodeBegins(seed);
    stream.reseed(seed);
    run("reset", () -> environment.reset(stream));
  }

  boolean terminated() {
    return call("terminated", environment::terminated);
  }

  double step(ActionBatch action) {
    return step(action.indices.length == 0 ? 0 : action.indices[0], action.values, 0);
  }

  double step(int index, float[] values, int offset) {
    exam.at("step");
    double reward;
    try {
      if (environment instanceof DiscreteEnvironment discrete) {
        reward = discrete.step(index, stream);
      } else {
        reward = ((ContinuousEnvironment) environment).step(values, offset, stream);
      }
    } catch (RuntimeException | Error e) {
      String action =
          values.length == 0
              ? Integer.toString(index)
              : Arrays.toString(Arrays.copyOfRange(values, offset, offset + actions.size()));
      throw exam.threw(e, " with action " + action);
    }
    exam.stepDone();
    return reward;
  }

  boolean allowed(int action) {
    Masked masked = mask;
    return masked == null || call("allowed", () -> masked.allowed(action));
  }

  /** Whether some actions may be forbidden. */
  boolean masked() {
    return mask != null;
  }

  /** Chooses uniformly among what is allowed now. */
  void choose(RandomStream chance, ActionBatch out) {
    if (actions instanceof Discrete discrete) {
      int open = 0;
      for (int action = 0; action < discrete.n() && mask != null; action++) {
        open += allowed(action) ? 1 : 0;
      }
      if (open == 0) {
        out.indices[0] = chance.nextInt(discrete.n());
        return;
      }
      int wanted = chance.nextInt(open);
      for (int action = 0; action < discrete.n(); action++) {
        if (allowed(action) && wanted-- == 0) {
          out.indices[0] = action;
          return;
        }
      }
    } else if (actions instanceof Box box) {
      float[] low = box.low();
      float[] high = box.high();
      for (int i = 0; i < low.length; i++) {
        boolean below = Float.isFinite(low[i]);
        boolean above = Float.isFinite(high[i]);
        double u = below && above ? chance.nextDouble() : chance.nextGaussian();
        double value =
            below && above
                ? low[i] + u * ((double) high[i] - low[i])
                : below ? low[i] + Math.abs(u) : above ? high[i] - Math.abs(u) : u;
        out.values[i] = box.cell() == Box.Cell.FLOAT ? (float) value : Math.round(value);
      }
    }
  }

  /** Observes into a zeroed slice and copies it to {@code out[offset …]}. */
  void observe(float[] out, int offset) {
    observeGuarded();
    System.arraycopy(padded, PAD, out, offset, width());
  }

  private void observeGuarded() {
    Arrays.fill(padded, GUARD);
    if (!environment.overwrites()) {
      Arrays.fill(padded, PAD, PAD + width(), 0);
    }
    run("observe", () -> environment.observe(padded, PAD));
  }

  /** Observes and says what is wrong with it, if anything. */
  @Nullable Problem examineObservation() {
    observeGuarded();
    int width = width();
    for (int i = 0; i < padded.length; i++) {
      if ((i < PAD || i >= PAD + width) && padded[i] != GUARD) {
        return new Problem(
            "observe wrote %s at index %d of a slice of %d values that starts at offset %d (%s)"
                .formatted(padded[i], i - PAD, width, PAD, exam.place()),
            "write to out[offset] … out[offset + size − 1] only, with the size that"
                + " observationSpace() declares");
      }
    }
    for (int i = 0; i < width && environment.overwrites(); i++) {
      if (padded[PAD + i] == GUARD) {
        return new Problem(
            "observe left index %d as it was, and overwrites() is true (%s)"
                .formatted(i, exam.place()),
            "let observe write every value, zeros included, or overwrites() return false");
      }
    }
    for (int i = 0; i < width; i++) {
      if (!Float.isFinite(padded[PAD + i])) {
        return new Problem(
            "observed %s at index %d (%s)".formatted(padded[PAD + i], i, exam.place()),
            "find the division, root or overflow behind that value and keep observations finite");
      }
    }
    if (!observations.contains(padded, PAD)) {
      return new Problem(
          "%s (%s)".formatted(outside(), exam.place()),
          "widen the bounds of observationSpace(), or clip what observe writes");
    }
    Arrays.fill(second, 0, width, 0);
    run("observe", () -> environment.observe(second, 0));
    for (int i = 0; i < width; i++) {
      if (second[i] != padded[PAD + i]) {
        return new Problem(
            "observing the same state twice gave %s, then %s at index %d (%s)"
                .formatted(padded[PAD + i], second[i], i, exam.place()),
            "let observe write every value that is not 0 each time, from the state alone, and"
                + " change nothing");
      }
    }
    return null;
  }

  private String outside() {
    if (observations instanceof Box box) {
      for (int i = 0; i < width(); i++) {
        float value = padded[PAD + i];
        if (value < box.low()[i] || value > box.high()[i]) {
          return "observed %s at index %d, outside its bounds [%s, %s]"
              .formatted(value, i, box.low()[i], box.high()[i]);
        }
        if (box.cell() != Box.Cell.FLOAT && value != (int) value) {
          return "observed %s at index %d, where the space holds whole numbers".formatted(value, i);
        }
      }
    }
    return "observed %s, which is not in %s".formatted(padded[PAD], observations.describe());
  }
}
