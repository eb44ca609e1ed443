package org.palaestra.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Masked;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;

/** An agent chooses among what is allowed; what a wrapper makes of its choice must be so, too. */
final class MaskedWrappersTest {

  private final Purse purse = new Purse();
  private final RandomStream random = new RandomStream(7);

  /** Pays {@code action} coins of those that are left, of 7 to begin with. */
  private static final class Purse implements DiscreteEnvironment, Masked {

    private int left;
    private int paid;

    @Override
    public Discrete observationSpace() {
      return new Discrete(8);
    }

    @Override
    public Discrete actionSpace() {
      return new Discrete(5);
    }

    @Override
    public void reset(RandomGenerator random) {
      left = 7;
    }

    @Override
    public double step(int action, RandomGenerator random) {
      if (!allowed(action)) {
        throw new IllegalArgumentException("%d of %d coins".formatted(action, left));
      }
      left -= action;
      paid = action;
      return action;
    }

    @Override
    public boolean allowed(int action) {
      return action > 0 && action <= left;
    }

    @Override
    public boolean terminated() {
      return left == 0;
    }

    @Override
    public void observe(float[] out, int offset) {
      out[offset] = left;
    }
  }

  @Test
  void maskedRepetitionGivesWayToTheWantedAction() {
    DiscreteEnvironment sticky =
        (DiscreteEnvironment)
            new StickyActions(new StickyActions.Options(0.999), purse).environment();
    sticky.reset(random);
    // It sticks from the first step on, to action 0, which the purse never allows.
    assertThat(sticky.step(3, random)).isEqualTo(3);
    assertThat(sticky.step(1, random)).as("3 is allowed, and sticks").isEqualTo(3);
    assertThat(sticky.step(1, random)).as("one coin is left").isEqualTo(1);
    assertThat(purse.terminated()).isTrue();
  }

  @Test
  void actionThatWasTakenInsteadSticksFromThenOn() {
    DiscreteEnvironment sticky =
        (DiscreteEnvironment)
            new StickyActions(new StickyActions.Options(0.999), purse).environment();
    sticky.reset(random);
    sticky.step(4, random);
    assertThat(sticky.step(1, random)).as("3 coins are left").isEqualTo(1);
    assertThat(sticky.step(2, random)).isEqualTo(1);
  }

  @Test
  void repetitionStopsWhereTheActionIsMasked() {
    DiscreteEnvironment repeated =
        (DiscreteEnvironment) new ActionRepeat(new ActionRepeat.Options(3), purse).environment();
    repeated.reset(random);
    assertThat(repeated.step(3, random)).as("3 coins twice").isEqualTo(6);
    assertThat(purse.paid).isEqualTo(3);
    assertThat(repeated.step(1, random)).isEqualTo(1);
    assertThat(repeated.terminated()).isTrue();
  }
}
