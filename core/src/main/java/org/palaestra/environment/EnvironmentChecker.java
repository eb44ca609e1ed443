package org.palaestra.environment;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Examines an environment that somebody wrote: whether it keeps its spaces, repeats itself for the
 * same seed, lets episodes and copies alone, and does what its abilities promise. Each {@link
 * Finding} comes with its fix.
 *
 * <p>Whatever the environment throws becomes a finding. The examination runs in a thread of its
 * own, which is left behind if the environment does not return.
 */
public final class EnvironmentChecker {

  /**
   * How hard to look.
   *
   * @param seed root of all chance; the same seed finds the same things
   * @param steps steps that the longest check takes, at least 100
   * @param limit time after which no further step is begun
   */
  public record Effort(long seed, int steps, Duration limit) {

    /** What is enough for a small environment: 20,000 steps, 20 seconds. */
    public static final Effort STANDARD = new Effort(1, 20_000, Duration.ofSeconds(20));

    /** Checks the range. */
    public Effort {
      if (steps < 100) {
        throw new IllegalArgumentException("steps must be at least 100, got " + steps);
      }
      if (limit.isNegative() || limit.isZero()) {
        throw new IllegalArgumentException(
            "the seconds to look must be above 0, got " + limit.toMillis() / 1000.0);
      }
    }
  }

  private record Named(String name, Consumer<Examination> check) {}

  /** In this order: later checks rely on what earlier ones found in order. */
  private static final List<Named> CHECKS =
      List.of(
          new Named("spaces", SpaceCheck::run),
          new Named("episodes", EpisodeCheck::run),
          new Named("actions", ActionCheck::run),
          new Named("repeatable", RepeatCheck::run),
          new Named("restore", RestoreCheck::run),
          new Named("model", ModelCheck::run),
          new Named("mask", MaskCheck::run),
          new Named("measures", MeasureCheck::run),
          new Named("play", PlayCheck::run),
          new Named("painting", PaintCheck::run),
          new Named("allocation", AllocationCheck::run));

  private EnvironmentChecker() {}

  /** Examines an environment with its default options and standard effort. */
  public static CheckReport check(EnvironmentDefinition<?> definition) {
    EnvironmentSpec spec = definition.spec();
    Environments environments = Environments.of(definition);
    return check(spec, () -> environments.create(spec), Effort.STANDARD);
  }

  /**
   * Examines an environment.
   *
   * @param spec what it is; its time limit counts
   * @param factory makes a new, independent copy at each call
   * @param effort how hard to look
   */
  public static CheckReport check(
      EnvironmentSpec spec, Supplier<? extends Environment> factory, Effort effort) {
    Examination exam = new Examination(spec, factory, effort);
    Thread worker = new Thread(() -> examine(exam), "check " + spec.id());
    worker.setDaemon(true);
    worker.start();
    try {
      await(worker, exam, effort.limit().dividedBy(2));
    } catch (InterruptedException e) {
      exam.note("the examination was interrupted");
      Thread.currentThread().interrupt();
    }
    return exam.report();
  }

  /** Waits as long as calls of the environment return, each within {@code patience}. */
  private static void await(Thread worker, Examination exam, Duration patience)
      throws InterruptedException {
    long seen = -1;
    while (worker.isAlive()) {
      long calls = exam.calls();
      if (calls == seen) {
        exam.abandon(patience);
        return;
      }
      seen = calls;
      worker.join(Math.max(1, patience.toMillis()));
    }
  }

  private static void examine(Examination exam) {
    for (int i = 0; i < CHECKS.size() && !exam.hopeless(); i++) {
      exam.begin(CHECKS.get(i).name(), CHECKS.size() - i);
      try {
        CHECKS.get(i).check().accept(exam);
      } catch (ContractBreach breach) {
        exam.add(breach.finding());
      } catch (RuntimeException | Error e) {
        // A value that no caller could have used, such as null for an Optional.
        exam.add(exam.threw(e, " gave something unusable, which").finding());
      }
    }
  }
}
