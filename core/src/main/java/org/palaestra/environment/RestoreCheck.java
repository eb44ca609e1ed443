package org.palaestra.environment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.palaestra.random.RandomStream;

/**
 * {@link Restorable}: what is saved at any moment lets another copy go on identically, and nothing
 * that is no state is taken over.
 */
final class RestoreCheck {

  private static final int GUARDS = 16;
  private static final double GUARD = -9.87654321e30;
  private static final int MOST_SNAPSHOTS = 60;
  private static final int CONTINUATION = 50;
  private static final int MOST_INDICES = 64;

  private static final String COMPLETE =
      "save every field that later steps, terminated() or observe depend on, and let restore set"
          + " each of them";

  private record Snapshot(int frame, double[] state, long[] stream) {}

  private final Examination exam;
  private final List<Snapshot> snapshots = new ArrayList<>();
  private boolean sound = true;

  private RestoreCheck(Examination exam) {
    this.exam = exam;
  }

  static void run(Examination exam) {
    if (exam.subject().ability(Restorable.class).isEmpty()) {
      exam.notApplicable();
      return;
    }
    new RestoreCheck(exam).run();
  }

  private void run() {
    Trace trace = exam.trace();
    if (trace == null) {
      Subject subject = exam.subject();
      subject.reset(exam.seed("episode", 0));
      double[] state = save(subject);
      if (state != null) {
        refusesNan(state);
      }
      return;
    }
    Subject saver = exam.subject();
    int every = Math.max(1, trace.length() / MOST_SNAPSHOTS);
    String difference =
        trace.replay(
            saver,
            frame -> {
              if (frame > 0 && sound && (frame % every == 0 || trace.ended(frame - 1))) {
                double[] state = save(saver);
                long[] stream = new long[RandomStream.STATE_SIZE];
                saver.stream.save(stream, 0);
                if (state != null) {
                  snapshots.add(new Snapshot(frame - 1, state, stream));
                }
              }
            });
    if (difference != null) {
      exam.error(
          "save changes the state: after it, " + difference, "let save read fields and set none");
      return;
    }
    if (!sound) {
      return;
    }
    restoreAll(trace);
    refusesNan(snapshots.get(0).state);
  }

  private void restoreAll(Trace trace) {
    Subject used = exam.subject();
    ActionBatch action = new ActionBatch(used.actions(), 1);
    RandomStream chance = new RandomStream(exam.seed("policy", 5));
    for (int i = 0; i < snapshots.size() && !exam.outOfTime(); i++) {
      // Every other state goes to a copy that has a past, which must not show.
      Subject receiver = i % 2 == 0 ? exam.subject() : used;
      receiver.reset(exam.seed("restore", i));
      for (int step = 0; i % 2 == 1 && step < 3 && !receiver.terminated(); step++) {
        receiver.choose(chance, action);
        receiver.step(action);
      }
      Snapshot snapshot = snapshots.get(i);
      String difference = resume(trace, receiver, snapshot);
      if (difference != null) {
        exam.error("a copy that took over a saved state differs: " + difference, COMPLETE);
        return;
      }
    }
  }

  private @Nullable String resume(Trace trace, Subject receiver, Snapshot snapshot) {
    Restorable restorable = receiver.ability(Restorable.class).orElseThrow();
    int length = snapshot.state.length;
    receiver.run("restore", () -> restorable.restore(snapshot.state.clone(), length));
    receiver.stream.restore(snapshot.stream, 0);
    double[] again = save(receiver);
    if (again != null && !Arrays.equals(again, snapshot.state)) {
      return "%s was saved, and %s is saved after it was restored (%s)"
          .formatted(
              Arrays.toString(snapshot.state), Arrays.toString(again), trace.place(snapshot.frame));
    }
    String difference = trace.difference(receiver, snapshot.frame);
    if (difference != null || trace.ended(snapshot.frame)) {
      return difference;
    }
    return trace.continueFrom(receiver, snapshot.frame + 1, CONTINUATION);
  }

  /** The state of {@code subject}, or null after a finding about how it is saved. */
  private double @Nullable [] save(Subject subject) {
    Restorable restorable = subject.ability(Restorable.class).orElseThrow();
    int size = subject.call("stateSize", restorable::stateSize);
    if (size < 0) {
      return unsound("stateSize() is " + size, "return the number of values that save writes");
    }
    double[] out = new double[size + GUARDS];
    Arrays.fill(out, GUARD);
    int length = subject.call("save", () -> restorable.save(out));
    for (int i = size; i < out.length; i++) {
      if (out[i] != GUARD) {
        return unsound(
            "save wrote at index %d, but stateSize() is %d (%s)".formatted(i, size, exam.place()),
            "let stateSize() return the largest number of values that save writes");
      }
    }
    if (length < 0 || length > size) {
      return unsound(
          "save returned %d, but stateSize() is %d (%s)".formatted(length, size, exam.place()),
          "let save return how many values it wrote, at most stateSize()");
    }
    for (int i = 0; i < length; i++) {
      if (!Double.isFinite(out[i]) || out[i] == GUARD) {
        return unsound(
            "save %s index %d of %d values (%s)"
                .formatted(
                    out[i] == GUARD ? "wrote nothing at" : "wrote " + out[i] + " at",
                    i,
                    length,
                    exam.place()),
            "let save write a finite value at each index below the number that it returns");
      }
    }
    return Arrays.copyOf(out, length);
  }

  private double @Nullable [] unsound(String seen, String fix) {
    sound = false;
    exam.error(seen, fix);
    return null;
  }

  private void refusesNan(double[] state) {
    for (int i = 0; i < Math.min(MOST_INDICES, state.length); i++) {
      double[] broken = state.clone();
      broken[i] = Double.NaN;
      Subject subject = exam.subject();
      subject.reset(exam.seed("restore", 0));
      Restorable restorable = subject.ability(Restorable.class).orElseThrow();
      exam.at("restore");
      String done;
      try {
        restorable.restore(broken, broken.length);
        done = "took it over";
      } catch (IllegalArgumentException refused) {
        continue;
      } catch (RuntimeException | Error e) {
        done = "threw " + e;
      }
      exam.error(
          "given a state with NaN at index %d, restore %s".formatted(i, done),
          "let restore throw an IllegalArgumentException for a value that is not finite or is no"
              + " state, before it changes anything");
      return;
    }
  }
}
