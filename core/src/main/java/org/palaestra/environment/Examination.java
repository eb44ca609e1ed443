package org.palaestra.environment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.palaestra.random.RandomStreams;

/**
 * One examination of one environment: what it may cost, where it stands, what it found.
 *
 * <p>A finding is kept once for each check and fix, so that one cause is not told a hundred times.
 * The lists are guarded by this object's monitor, since a report is also made when the environment
 * never returns.
 */
final class Examination {

  private final EnvironmentSpec spec;
  private final Supplier<? extends Environment> factory;
  private final EnvironmentChecker.Effort effort;
  private final RandomStreams streams;
  private final long end;
  private final List<String> checks = new ArrayList<>();
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private String check = "";
  private long share;
  private long checkEnd;
  private boolean cutShort;
  private boolean hopeless;
  private @Nullable Trace trace;

  private volatile String method = "the factory";
  private volatile long seed;
  private final AtomicLong episode = new AtomicLong(-1);
  private final AtomicLong step = new AtomicLong();
  private final AtomicLong steps = new AtomicLong();
  private final AtomicLong calls = new AtomicLong();

  Examination(
      EnvironmentSpec spec,
      Supplier<? extends Environment> factory,
      EnvironmentChecker.Effort effort) {
    this.spec = spec;
    this.factory = factory;
    this.effort = effort;
    streams = new RandomStreams(effort.seed());
    end = System.nanoTime() + effort.limit().toNanos();
  }

  EnvironmentSpec spec() {
    return spec;
  }

  int steps() {
    return effort.steps();
  }

  /** The seed of an episode or of a policy, by purpose. */
  long seed(String purpose, long index) {
    return streams.seed("check/" + purpose, index);
  }

  /** A new copy. */
  Subject subject() {
    method = "the factory";
    Environment made;
    try {
      made = factory.get();
    } catch (RuntimeException | Error e) {
      throw threw(e, "");
    }
    if (made == null) {
      hopeless = true;
      throw new ContractBreach(
          new Finding(
              Finding.Severity.ERROR,
              "exception",
              "the factory returned null",
              "make the definition's factory return a new environment"),
          new NullPointerException("factory"));
    }
    return new Subject(this, made);
  }

  // ---- time

  /** Begins a check, of which {@code left} are to come with it: each gets a fair share of time. */
  void begin(String name, int left) {
    long now = System.nanoTime();
    share = Math.max(0, end - now) * 2 / (left + 1);
    checkEnd = now + share;
    check = name;
    cutShort = false;
    synchronized (this) {
      checks.add(name);
    }
  }

  /** The running check does not apply: the environment lacks the ability. */
  synchronized void notApplicable() {
    checks.remove(check);
  }

  /** Whether the running check has used up its time, which is noted. */
  boolean outOfTime() {
    if (System.nanoTime() < checkEnd) {
      return false;
    }
    if (!cutShort) {
      cutShort = true;
      note(check + " was cut short: steps are slow; give more time to look further");
    }
    return true;
  }

  /** Time that the running check was given when it began, in nanoseconds. */
  long share() {
    return share;
  }

  // ---- place

  void at(String method) {
    this.method = method;
    calls.incrementAndGet();
  }

  /** How many calls of the environment were begun: stands still when one does not return. */
  long calls() {
    return calls.get();
  }

  void episodeBegins(long seed) {
    this.seed = seed;
    episode.incrementAndGet();
    step.set(0);
  }

  void stepDone() {
    step.incrementAndGet();
    steps.incrementAndGet();
  }

  String place() {
    return episode.get() < 0
        ? "before the first episode"
        : "seed %d, episode %d, step %d".formatted(seed, episode.get(), step.get());
  }

  // ---- results

  void error(String seen, String fix) {
    add(new Finding(Finding.Severity.ERROR, check, seen, fix));
  }

  void warning(String seen, String fix) {
    add(new Finding(Finding.Severity.WARNING, check, seen, fix));
  }

  void hint(String seen, String fix) {
    add(new Finding(Finding.Severity.HINT, check, seen, fix));
  }

  synchronized void add(Finding finding) {
    findings.putIfAbsent(finding.check() + "\n" + finding.fix(), finding);
  }

  /** Whether a check found an error. */
  synchronized boolean found(String name) {
    return findings.values().stream()
        .anyMatch(f -> f.check().equals(name) && f.severity() == Finding.Severity.ERROR);
  }

  synchronized void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
  }

  /** What to throw when the environment threw {@code e} in the method announced last. */
  ContractBreach threw(Throwable e, String with) {
    String seen =
        "%s%s threw %s (%s)%s".formatted(method, with, e, place(), firstFrame(e.getStackTrace()));
    String fix =
        "make %s return for every state and action that the spaces allow".formatted(method);
    if (method.equals("the factory")) {
      hopeless = true;
      fix = "make the definition's factory build the environment without throwing";
    }
    return new ContractBreach(new Finding(Finding.Severity.ERROR, "exception", seen, fix), e);
  }

  private static String firstFrame(StackTraceElement[] frames) {
    return frames.length == 0 ? "" : " at " + frames[0];
  }

  /** Ends the examination after this check: nothing else can be examined. */
  void giveUp() {
    hopeless = true;
  }

  boolean hopeless() {
    return hopeless;
  }

  /** Called from outside when the environment does not return. */
  void abandon(Duration waited) {
    add(
        new Finding(
            Finding.Severity.ERROR,
            "exception",
            "%s did not return within %d ms (%s)".formatted(method, waited.toMillis(), place()),
            "look for an endless loop in %s".formatted(method)));
    hopeless = true;
  }

  /** Episodes that replay bit for bit, once they were found to. */
  @Nullable Trace trace() {
    if (trace == null) {
      note(check + " was not checked against a repeated episode: none could be repeated");
    }
    return trace;
  }

  void trace(Trace repeatable) {
    trace = repeatable;
  }

  synchronized CheckReport report() {
    return new CheckReport(
        spec.id(), checks, List.copyOf(findings.values()), List.copyOf(notes), steps.get());
  }
}
