package org.palaestra.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.palaestra.environment.CheckerAssert.check;
import static org.palaestra.environment.CheckerAssert.finds;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/** Each mutant breaks one thing, and the checker names that thing alone. */
class EnvironmentCheckerTest {

  private static final EnvironmentSpec SLIDER = Slider.spec();
  private static final EnvironmentSpec LINE = Line.spec();

  @Test
  void healthyEnvironmentsYieldNothing() {
    CheckReport line = check(LINE, Line::new);
    assertThat(line.findings()).as(line.describe()).isEmpty();
    assertThat(line.notes()).isEmpty();
    assertThat(line.checks())
        .containsExactly(
            "spaces",
            "episodes",
            "actions",
            "repeatable",
            "restore",
            "model",
            "mask",
            "measures",
            "painting",
            "allocation");
    assertThat(line.describe()).contains("Line-v0: 10 checks over").contains("nothing to mend");

    CheckReport slider = check(SLIDER, Slider::new);
    assertThat(slider.findings()).as(slider.describe()).isEmpty();
    assertThat(slider.checks())
        .containsExactly("spaces", "episodes", "actions", "repeatable", "restore", "allocation");
    assertThat(slider.steps()).isGreaterThan(4000);
  }

  @Test
  void sameSeedFindsTheSame() {
    class Mutant extends Slider {
      @Override
      public void observe(float[] out, int offset) {
        super.observe(out, offset);
        out[offset] *= 1.5f;
      }
    }
    assertThat(check(SLIDER, Mutant::new).findings())
        .isEqualTo(check(SLIDER, Mutant::new).findings());
  }

  // ---- spaces

  @Test
  void missingSpaceIsFound() {
    class NoObservations extends Slider {
      @Override
      @SuppressWarnings("NullAway")
      public Space observationSpace() {
        return null;
      }
    }
    class NoActions extends Slider {
      @Override
      @SuppressWarnings("NullAway")
      public Box actionSpace() {
        return null;
      }
    }
    finds("spaces", "observationSpace() returned null", SLIDER, NoObservations::new);
    finds("spaces", "actionSpace() returned null", SLIDER, NoActions::new);
  }

  @Test
  void changingSpaceIsFound() {
    class Mutant extends Line {
      @Override
      public Discrete actionSpace() {
        return new Discrete(cell == 3 ? 3 : 2);
      }
    }
    finds("spaces", "actionSpace() was 3 discrete and is 2 discrete after", LINE, Mutant::new);
  }

  @Test
  void indexBeyondAFloatIsFound() {
    class Mutant extends Line {
      @Override
      public Space observationSpace() {
        return new Discrete((1 << 24) + 1);
      }
    }
    finds("spaces", "16777217 elements", LINE, Mutant::new);
  }

  @Test
  void sharedCopyIsFound() {
    Line line = new Line();
    finds("spaces", "same environment twice", LINE, () -> line);
  }

  @Test
  @SuppressWarnings("NullAway")
  void brokenFactoryIsFound() {
    finds(
        "exception",
        "no map",
        LINE,
        () -> {
          throw new IllegalStateException("no map");
        });
    finds("exception", "returned null", LINE, () -> null);
  }

  // ---- observations, rewards, ends

  @Test
  void observationOutOfBoundsIsFound() {
    class Mutant extends Slider {
      @Override
      public void observe(float[] out, int offset) {
        super.observe(out, offset);
        out[offset + 1] = (float) position;
      }
    }
    finds("episodes", "at index 1, outside its bounds [-0.2, 0.2]", SLIDER, Mutant::new);
  }

  @Test
  void fractionWhereWholeNumbersAreDeclaredIsFound() {
    class Mutant extends Slider {
      @Override
      public Space observationSpace() {
        return Box.bits(1);
      }

      @Override
      public void observe(float[] out, int offset) {
        out[offset] = (float) (position * position);
      }
    }
    finds("episodes", "where the space holds whole numbers", SLIDER, Mutant::new);
  }

  @Test
  void nanObservationIsFound() {
    class Mutant extends Slider {
      @Override
      public void observe(float[] out, int offset) {
        super.observe(out, offset);
        out[offset + 1] = (float) Math.sqrt(position);
      }

      @Override
      public Space observationSpace() {
        return Box.of(-1, 1, 2);
      }
    }
    finds("episodes", "observed NaN at index 1", SLIDER, Mutant::new);
  }

  @Test
  void observationBesideItsSliceIsFound() {
    class TooWide extends Slider {
      @Override
      public void observe(float[] out, int offset) {
        super.observe(out, offset);
        out[offset + 2] = 0.5f;
      }
    }
    class NoOffset extends Slider {
      @Override
      public void observe(float[] out, int offset) {
        super.observe(out, 0);
      }
    }
    finds("episodes", "wrote 0.5 at index 2 of a slice of 2 values", SLIDER, TooWide::new);
    finds("episodes", "at index -64 of a slice of 2", SLIDER, NoOffset::new);
  }

  @Test
  void observationThatReliesOnLeftoversIsFound() {
    class Mutant extends Slider {
      private double written = Double.NaN;

      @Override
      public void observe(float[] out, int offset) {
        out[offset + 1] = (float) speed;
        if (written != position) {
          out[offset] = (float) position;
          written = position;
        }
      }
    }
    assertThat(check(SLIDER, Mutant::new).findings())
        .first()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("episodes");
              assertThat(finding.seen()).contains("observing the same state twice gave");
            });
  }

  @Test
  void observationThatLeavesGapsInWhatItClaimsToOverwriteIsFound() {
    class Mutant extends Slider {
      @Override
      public void observe(float[] out, int offset) {
        out[offset] = (float) position;
        if (speed != 0) {
          out[offset + 1] = (float) speed;
        }
      }

      @Override
      public boolean overwrites() {
        return true;
      }
    }
    class Honest extends Mutant {
      @Override
      public boolean overwrites() {
        return false;
      }
    }
    assertThat(check(SLIDER, Honest::new).findings()).isEmpty();
    assertThat(check(SLIDER, Mutant::new).findings())
        .first()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("episodes");
              assertThat(finding.fix()).contains("overwrites() return false");
            });
  }

  @Test
  void rewardThatIsNoFloatIsFound() {
    class Mutant extends Slider {
      private final double factor;

      Mutant(double factor) {
        this.factor = factor;
      }

      @Override
      public double step(float[] action, int offset, RandomGenerator random) {
        return factor * super.step(action, offset, random);
      }
    }
    finds("episodes", "returned the reward NaN (seed ", SLIDER, () -> new Mutant(Double.NaN));
    finds("episodes", "returned the reward -", SLIDER, () -> new Mutant(1e300));
  }

  @Test
  void endRightAfterResetIsFound() {
    class Mutant extends Line {
      @Override
      public void reset(RandomGenerator random) {
        cell = random.nextInt(4);
      }

      @Override
      public void initial(InitialVisitor visitor) {
        for (int state = 0; state < 4; state++) {
          visitor.visit(0.25, state);
        }
      }

      @Override
      public void successors(int state, int action, SuccessorVisitor visitor) {
        if (last(state)) {
          visitor.visit(1, state, 0, true);
        } else {
          super.successors(state, action, visitor);
        }
      }
    }
    finds("episodes", "terminated() is true right after reset", LINE, Mutant::new);
  }

  @Test
  void endlessEpisodesAreFound() {
    finds(
        Finding.Severity.WARNING,
        "episodes",
        "ended within 1000 steps, and there is no time limit",
        SLIDER.withTimeLimit(0),
        Slider::new);
  }

  @Test
  void episodesThatWereCutEarlyAreNotCalledEndless() {
    EnvironmentSpec endless = SLIDER.withTimeLimit(0);
    CheckReport report =
        EnvironmentChecker.check(
            endless, Slider::new, new EnvironmentChecker.Effort(1, 300, Duration.ofSeconds(60)));
    assertThat(report.findings()).as(report.describe()).isEmpty();
    assertThat(report.notes())
        .anyMatch(note -> note.startsWith("no episode ended within 75 steps, too few to tell"));
  }

  @Test
  void hiddenTimeLimitIsHintedAt() {
    class Mutant extends Slider {
      private int steps;

      @Override
      public void reset(RandomGenerator random) {
        super.reset(random);
        steps = 0;
      }

      @Override
      public double step(float[] action, int offset, RandomGenerator random) {
        steps++;
        return super.step(action, offset, random);
      }

      @Override
      public boolean terminated() {
        return steps >= 30;
      }

      @Override
      public int stateSize() {
        return 3;
      }

      @Override
      public int save(double[] out) {
        out[2] = steps;
        return super.save(out) + 1;
      }

      @Override
      public void restore(double[] state, int length) {
        super.restore(state, length - 1);
        if (!(state[2] >= 0)) {
          throw new IllegalArgumentException("steps");
        }
        steps = (int) state[2];
      }
    }
    finds(
        Finding.Severity.HINT,
        "episodes",
        "episodes ended after exactly 30 steps",
        SLIDER,
        Mutant::new);
  }

  // ---- actions

  @Test
  void refusedActionIsFound() {
    class Mutant extends Line {
      @Override
      public double step(int action, RandomGenerator random) {
        if (action == 2) {
          throw new UnsupportedOperationException("stay");
        }
        return super.step(action, random);
      }
    }
    finds("exception", "step with action 2 threw", LINE, Mutant::new);
  }

  @Test
  void rareActionIsTriedToo() {
    class Mutant extends Line {
      @Override
      public Discrete actionSpace() {
        return new Discrete(20_000);
      }

      @Override
      public boolean allowed(int state, int action) {
        return true;
      }

      @Override
      public double step(int action, RandomGenerator random) {
        if (action == 19_999) {
          throw new UnsupportedOperationException("stay");
        }
        return super.step(action % 2, random);
      }

      @Override
      public void successors(int state, int action, SuccessorVisitor visitor) {
        super.successors(state, action % 2, visitor);
      }
    }
    class Plain implements DiscreteEnvironment {
      private final Mutant line = new Mutant();

      @Override
      public Discrete actionSpace() {
        return line.actionSpace();
      }

      @Override
      public double step(int action, RandomGenerator random) {
        return line.step(action, random);
      }

      @Override
      public Space observationSpace() {
        return line.observationSpace();
      }

      @Override
      public void reset(RandomGenerator random) {
        line.reset(random);
      }

      @Override
      public boolean terminated() {
        return line.terminated();
      }

      @Override
      public void observe(float[] out, int offset) {
        line.observe(out, offset);
      }
    }
    finds("exception", "step with action 19999 threw", LINE, Plain::new);
  }

  @Test
  void actionBeyondTheBoundsMustBeClipped() {
    class Refuses extends Slider {
      @Override
      public double step(float[] action, int offset, RandomGenerator random) {
        if (Math.abs(action[offset]) > 1) {
          throw new IllegalArgumentException("force");
        }
        return super.step(action, offset, random);
      }
    }
    class Overshoots extends Slider {
      @Override
      public double step(float[] action, int offset, RandomGenerator random) {
        speed = clip(speed, 0.18) + 0.01 * action[offset];
        position = clip(position + speed, 1);
        return -position * position;
      }
    }
    finds("actions", "step with action [5.0] threw", SLIDER, Refuses::new);
    finds("actions", "with action [5.0]: observed 0.2", SLIDER, Overshoots::new);
  }

  @Test
  void endsOfTheIntervalMustBeAccepted() {
    class Mutant extends Slider {
      @Override
      public double step(float[] action, int offset, RandomGenerator random) {
        if (action[offset] == -1) {
          throw new IllegalArgumentException("too hard");
        }
        return super.step(action, offset, random);
      }
    }
    finds("exception", "step with action [-1.0] threw", SLIDER, Mutant::new);
  }

  @Test
  void actionArrayIsReadAtItsOffsetAndLeftAlone() {
    class NoOffset extends Slider {
      @Override
      public double step(float[] action, int offset, RandomGenerator random) {
        return super.step(action, 0, random);
      }
    }
    class Writes extends Slider {
      @Override
      public double step(float[] action, int offset, RandomGenerator random) {
        action[offset] = (float) clip(action[offset], 0.5);
        return super.step(action, offset, random);
      }
    }
    finds("repeatable", "with its action at offset 3", SLIDER, NoOffset::new);
    finds("repeatable", "step changed the caller's action", SLIDER, Writes::new);
  }

  @Test
  void nanActionMustNotSpoilLaterEpisodes() {
    class Mutant extends Slider {
      private double drift;

      @Override
      public double step(float[] action, int offset, RandomGenerator random) {
        drift = 0 * (drift + action[offset]);
        double reward = super.step(action, offset, random);
        position += drift;
        return reward;
      }
    }
    class Refuses extends Slider {
      @Override
      public double step(float[] action, int offset, RandomGenerator random) {
        if (Float.isNaN(action[offset])) {
          throw new IllegalArgumentException("force");
        }
        return super.step(action, offset, random);
      }
    }
    finds("repeatable", "not a number spoils later episodes", SLIDER, Mutant::new);
    CheckReport report = check(SLIDER, Refuses::new);
    assertThat(report.findings()).as(report.describe()).isEmpty();
    assertThat(report.notes()).singleElement().asString().contains("is refused");
  }

  // ---- repetition

  @Test
  void chanceOfItsOwnIsFound() {
    class Mutant extends Slider {
      private final Random own = new Random();

      @Override
      public double step(float[] action, int offset, RandomGenerator random) {
        speed += 0.001 * own.nextDouble();
        return super.step(action, offset, random);
      }
    }
    CheckReport report = check(SLIDER, Mutant::new);
    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("repeatable");
              assertThat(finding.seen()).contains("in a second copy").contains("seed");
            });
    assertThat(report.notes()).anyMatch(note -> note.startsWith("restore was not checked"));
  }

  @Test
  void episodeThatLeaksIntoTheNextIsFound() {
    class Mutant extends Slider {
      @Override
      public void reset(RandomGenerator random) {
        position = random.nextDouble() - 0.5;
      }
    }
    finds("repeatable", "episodes leak into each other", SLIDER, Mutant::new);
  }

  private static double sharedSpeed;

  @Test
  void staticStateIsFound() {
    class Mutant extends Slider {
      @Override
      public void reset(RandomGenerator random) {
        super.reset(random);
        sharedSpeed = 0;
      }

      @Override
      public double step(float[] action, int offset, RandomGenerator random) {
        speed = sharedSpeed;
        double reward = super.step(action, offset, random);
        sharedSpeed = speed;
        return reward;
      }

      @Override
      public void restore(double[] state, int length) {
        super.restore(state, length);
        sharedSpeed = speed;
      }
    }
    finds("repeatable", "copies disturb each other", SLIDER, Mutant::new);
  }

  // ---- exceptions and time

  @Test
  void whatAnyMethodThrowsIsAFinding() {
    class Mutant extends Slider {
      private final String culprit;

      Mutant(String culprit) {
        this.culprit = culprit;
      }

      private void blame(String method) {
        if (method.equals(culprit) && position > 0.4) {
          throw new ArithmeticException("too far");
        }
      }

      @Override
      public void reset(RandomGenerator random) {
        super.reset(random);
        blame("reset");
      }

      @Override
      public double step(float[] action, int offset, RandomGenerator random) {
        blame("step");
        return super.step(action, offset, random);
      }

      @Override
      public boolean terminated() {
        blame("terminated");
        return super.terminated();
      }

      @Override
      public void observe(float[] out, int offset) {
        blame("observe");
        super.observe(out, offset);
      }
    }
    for (String method : new String[] {"reset", "terminated", "observe"}) {
      CheckReport report = check(SLIDER, () -> new Mutant(method));
      assertThat(report.findings())
          .as(report.describe())
          .filteredOn(finding -> finding.check().equals("exception"))
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.seen())
                      .startsWith(method)
                      .contains("ArithmeticException: too far")
                      .containsPattern("seed -?\\d+, episode \\d+, step \\d+"));
    }
  }

  @Test
  void callThatNeverReturnsIsFound() {
    class Mutant extends Line {
      @Override
      public double step(int action, RandomGenerator random) {
        while (random != null) {
          Thread.onSpinWait();
        }
        return 0;
      }
    }
    CheckReport report =
        EnvironmentChecker.check(
            LINE, Mutant::new, new EnvironmentChecker.Effort(1, 1000, Duration.ofMillis(400)));
    assertThat(report.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.seen()).contains("step did not return within"));
  }

  @Test
  void slowEnvironmentIsCutShort() {
    class Mutant extends Line {
      @Override
      public double step(int action, RandomGenerator random) {
        long end = System.nanoTime() + 2_000_000;
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        return super.step(action, random);
      }
    }
    long start = System.nanoTime();
    CheckReport report =
        EnvironmentChecker.check(
            LINE, Mutant::new, new EnvironmentChecker.Effort(1, 100_000, Duration.ofSeconds(1)));
    assertThat(report.findings()).as(report.describe()).isEmpty();
    assertThat(report.notes()).anyMatch(note -> note.contains("was cut short"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  // ---- allocation

  @Test
  void allocationIsFound() {
    class Steps extends Slider {
      private double[] last = {};

      @Override
      public double step(float[] action, int offset, RandomGenerator random) {
        double reward = super.step(action, offset, random);
        last = new double[] {position, speed};
        return reward + 0 * last[0];
      }
    }
    class Resets extends Slider {
      private double[] history = {};

      @Override
      public void reset(RandomGenerator random) {
        super.reset(random);
        history = new double[1000];
        Arrays.fill(history, position);
        position = history[3];
      }
    }
    finds(Finding.Severity.WARNING, "allocation", "allocate 32.0 bytes", SLIDER, Steps::new);
    finds(Finding.Severity.WARNING, "allocation", "reset allocates 8016", SLIDER, Resets::new);
  }

  @Test
  void noTimeToLookIsRefusedInSeconds() {
    assertThatThrownBy(() -> new EnvironmentChecker.Effort(1, 100, Duration.ofMillis(-1500)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the seconds to look must be above 0, got -1.5");
  }
}
