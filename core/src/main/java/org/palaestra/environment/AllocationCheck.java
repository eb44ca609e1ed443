package org.palaestra.environment;

import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.palaestra.random.RandomStream;

/**
 * Stepping allocates nothing once it is warm, so that a million steps a second do not keep the
 * garbage collector busy.
 */
final class AllocationCheck {

  private static final int BATCH = 1000;
  private static final int RESETS = 100;
  private static final int LONGEST_EPISODE = 200;

  /** What the compiler needs to show that a short-lived object can be left out. */
  private static final long WARM_NANOS = 1_500_000_000L;

  /** Bytes that a step may take and still count as none: what the JVM's own doings add. */
  private static final double NOISE = 1;

  private final Examination exam;
  private final Subject subject;
  private final Environment environment;
  private final com.sun.management.ThreadMXBean bean;
  private final @Nullable Masked mask;
  private final int actionCount;
  private final RandomStream chance;
  private final ActionBatch action;
  private final float[] observation;
  private long episode;

  private AllocationCheck(Examination exam, Subject subject, com.sun.management.ThreadMXBean bean) {
    this.exam = exam;
    this.subject = subject;
    environment = subject.environment();
    this.bean = bean;
    mask = environment.ability(Masked.class).orElse(null);
    actionCount = subject.actionCount();
    chance = new RandomStream(exam.seed("policy", 9));
    action = new ActionBatch(subject.actions(), 1);
    observation = new float[subject.width() + 64];
    subject.choose(chance, action);
  }

  static void run(Examination exam) {
    com.sun.management.ThreadMXBean bean = bean();
    if (bean == null) {
      exam.notApplicable();
      exam.note("allocation was not checked: this Java does not count what a thread allocates");
      return;
    }
    AllocationCheck check = new AllocationCheck(exam, exam.subject(), bean);
    double perReset = check.subject.call("reset", check::resets);
    double perStep = check.subject.call("step", () -> check.steps(perReset));
    if (perReset > NOISE) {
      exam.warning(
          "reset allocates %.0f bytes".formatted(perReset),
          "make arrays and objects in the constructor and let reset fill them again");
    }
    if (perStep > NOISE) {
      exam.warning(
          "step, terminated and observe allocate %.1f bytes a step".formatted(perStep),
          "keep arrays and objects in fields that step and observe reuse; look for boxing, streams"
              + " and iterators");
    }
  }

  private static com.sun.management.@Nullable ThreadMXBean bean() {
    try {
      return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean found
              && found.isThreadAllocatedMemorySupported()
              && found.isThreadAllocatedMemoryEnabled()
          ? found
          : null;
    } catch (LinkageError absent) {
      return null;
    }
  }

  /** Bytes that a reset allocates when warm. */
  private double resets() {
    double least = Double.POSITIVE_INFINITY;
    long start = System.nanoTime();
    while (least > NOISE && System.nanoTime() - start < WARM_NANOS / 3 && !exam.outOfTime()) {
      long before = bean.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < RESETS && !exam.outOfTime(); i++) {
        reset();
      }
      long bytes = bean.getCurrentThreadAllocatedBytes() - before;
      if (!exam.outOfTime()) {
        least = Math.min(least, bytes / (double) RESETS);
      }
    }
    return least == Double.POSITIVE_INFINITY ? 0 : least;
  }

  /** Bytes that a step allocates when warm, resets left out. */
  private double steps(double perReset) {
    double least = Double.POSITIVE_INFINITY;
    long start = System.nanoTime();
    while (least > NOISE && System.nanoTime() - start < WARM_NANOS && !exam.outOfTime()) {
      long before = bean.getCurrentThreadAllocatedBytes();
      int resets = play();
      long bytes = bean.getCurrentThreadAllocatedBytes() - before;
      if (!exam.outOfTime()) {
        least = Math.min(least, (bytes - resets * perReset) / BATCH);
      }
    }
    return least == Double.POSITIVE_INFINITY ? 0 : least;
  }

  /** Takes {@value #BATCH} steps without allocating anything itself; returns the resets. */
  private int play() {
    int resets = 1;
    int length = 0;
    reset();
    for (int step = 0; step < BATCH && !exam.outOfTime(); step++) {
      if (length == LONGEST_EPISODE || environment.terminated()) {
        reset();
        resets++;
        length = 0;
      }
      length++;
      int index = environment instanceof DiscreteEnvironment ? pick() : 0;
      exam.at("step");
      if (environment instanceof DiscreteEnvironment discrete) {
        discrete.step(index, subject.stream);
      } else {
        // One action throughout: choosing would allocate.
        ((ContinuousEnvironment) environment).step(action.values, 0, subject.stream);
      }
      environment.observe(observation, 0);
    }
    return resets;
  }

  private void reset() {
    exam.at("reset");
    subject.stream.reseed(episode++);
    environment.reset(subject.stream);
  }

  /** A random action, or the next one that is allowed. */
  private int pick() {
    int n = actionCount;
    int first = chance.nextInt(n);
    for (int i = 0; i < n && mask != null; i++) {
      int candidate = first + i < n ? first + i : first + i - n;
      if (mask.allowed(candidate)) {
        return candidate;
      }
    }
    return first;
  }
}
