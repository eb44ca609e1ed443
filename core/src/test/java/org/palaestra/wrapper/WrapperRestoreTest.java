package org.palaestra.wrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Environment;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.WrapperSpec;
import org.palaestra.random.RandomStream;

/** What a wrapper remembers is checked before anything is taken over. */
final class WrapperRestoreTest {

  /** Finite, but not as a float. */
  private static final double HUGE = 1e300;

  private final RandomStream random = new RandomStream(6);

  /** A wrapped ladder or dial after one step. */
  private Environment played(String id, String... wrappers) {
    EnvironmentSpec spec = Ladder.ENVIRONMENTS.find(id).spec();
    for (String wrapper : wrappers) {
      WrapperSpec parsed = WrapperSpec.parse(wrapper);
      spec = spec.wrapped(Ladder.ENVIRONMENTS.wrapper(parsed.name()).spec(parsed.options()));
    }
    Environment environment = Ladder.ENVIRONMENTS.create(spec);
    environment.reset(random);
    if (environment instanceof DiscreteEnvironment discrete) {
      discrete.step(2, random);
    } else {
      ((ContinuousEnvironment) environment).step(new float[] {0.5f, -0.25f}, 0, random);
    }
    return environment;
  }

  private static Restorable state(Environment environment) {
    return environment.ability(Restorable.class).orElseThrow();
  }

  private static double[] save(Environment environment) {
    double[] state = new double[state(environment).stateSize()];
    return Arrays.copyOf(state, state(environment).save(state));
  }

  private static float[] seen(Environment environment) {
    float[] out = new float[environment.observationSpace().size()];
    environment.observe(out, 0);
    return out;
  }

  /** Refused with one value exchanged, of a state that is unlike its own everywhere else. */
  private void assertRefused(Environment environment, int index, double value, String message) {
    final double[] before = save(environment);
    final float[] shown = seen(environment);
    double[] other = before.clone();
    other[other.length - 2] = 0;
    other[other.length - 1] = 0;
    other[index] = value;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state(environment).restore(other, other.length))
        .withMessageContaining(message);
    assertThat(save(environment)).isEqualTo(before);
    assertThat(seen(environment)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(doubles = {77, 4, -1, 0.5})
  void stickyActionMustBeOneThatThereIs(double action) {
    assertRefused(
        played("Ladder-v0", "sticky-actions"),
        0,
        action,
        "the last action must be from 0 to 3, got " + action);
  }

  @ParameterizedTest
  @ValueSource(doubles = {HUGE, -HUGE, Double.NaN, Double.NEGATIVE_INFINITY})
  void stickyVectorMustBeFiniteAsFloats(double number) {
    assertRefused(played("Dial-v0", "sticky-actions"), 1, number, "got " + number);
  }

  @Test
  void stickyVectorMayLieBeyondTheBoundsThatClipIt() {
    Environment environment = played("Dial-v0", "sticky-actions");
    state(environment).restore(new double[] {1.5, -3, 0, 0}, 4);
    assertThat(save(environment)).containsExactly(1.5, -3, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {HUGE, -HUGE, Double.NaN, Double.POSITIVE_INFINITY})
  void framesMustBeFiniteAsFloats(double number) {
    assertRefused(played("Ladder-v0", "frame-stack:frames=2"), 3, number, "got " + number);
  }

  @ParameterizedTest
  @ValueSource(doubles = {HUGE, 256, -1, 0.5})
  void greysOfAFrameMustBeBytes(double grey) {
    assertRefused(
        played("Ladder-v0", "pixels:size=8", "frame-stack:frames=2"),
        127,
        grey,
        "a number of a frame must be from 0 to 255, got " + grey);
  }

  @ParameterizedTest
  @ValueSource(doubles = {HUGE, -HUGE, Double.NaN, Double.POSITIVE_INFINITY})
  void noiseMustBeFiniteAsFloats(double number) {
    assertRefused(played("Ladder-v0", "noise"), 1, number, "got " + number);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-7.5, -1, 0.5, 3, HUGE})
  void rewardsHeldBackAreCountedUpToThePeriod(double since) {
    assertRefused(
        played("Ladder-v0", "delay-reward:steps=3"),
        1,
        since,
        "the number of rewards held back must be from 0 to 2, got " + since);
  }

  @ParameterizedTest
  @CsvSource({"0, 1.5, nothing is owed", "1, 1e300, must be finite as a float"})
  void whatIsOwedGoesWithWhatIsHeldBack(double since, double owed, String message) {
    Environment environment = played("Ladder-v0", "delay-reward:steps=3");
    double[] other = {owed, since, 5, 4};
    double[] before = save(environment);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state(environment).restore(other, other.length))
        .withMessageContaining(message);
    assertThat(save(environment)).isEqualTo(before);
    state(environment).restore(new double[] {1.5, 2, 5, 4}, 4);
    assertThat(save(environment)).containsExactly(1.5, 2, 5, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"frame-stack:frames=2", "noise", "sticky-actions", "delay-reward"})
  void whatTheEnvironmentInsideRefusesLeavesTheMemoryAsItWas(String wrapper) {
    Environment environment = played("Ladder-v0", wrapper);
    double[] before = save(environment);
    double[] other = new double[before.length];
    other[other.length - 1] = Double.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state(environment).restore(other, other.length))
        .withMessage("not a state of a ladder");
    assertThat(save(environment)).isEqualTo(before);
  }

  /** Outermost first: two numbers of noise, the last action, height and steps. */
  @ParameterizedTest
  @CsvSource({"0, 1e300", "2, 77", "3, NaN"})
  void ofWrappersInEachOtherAllKeepWhatTheyHad(int index, double value) {
    Environment environment = played("Ladder-v0", "sticky-actions", "noise");
    double[] before = save(environment);
    double[] other = {1, 2, 3, 4, 5};
    other[index] = value;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state(environment).restore(other, other.length));
    assertThat(save(environment)).isEqualTo(before);
    state(environment).restore(new double[] {1, 2, 3, 4, 5}, 5);
    assertThat(save(environment)).containsExactly(1, 2, 3, 4, 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 6})
  void stateOfAnotherLengthIsRefused(int length) {
    Environment environment = played("Ladder-v0", "sticky-actions", "noise");
    double[] before = save(environment);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state(environment).restore(new double[length], length));
    assertThat(save(environment)).isEqualTo(before);
  }
}
