package org.palaestra.wrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.environment.CheckReport;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Environment;
import org.palaestra.environment.EnvironmentChecker;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.Viewable;
import org.palaestra.environment.WrapperSpec;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;

final class WrappersTest {

  private static final Environments ENVIRONMENTS = Ladder.ENVIRONMENTS;

  private final RandomStream random = new RandomStream(5);

  private static EnvironmentSpec spec(String id, String... wrappers) {
    EnvironmentSpec spec = ENVIRONMENTS.find(id).spec();
    for (String wrapper : wrappers) {
      WrapperSpec parsed = WrapperSpec.parse(wrapper);
      spec = spec.wrapped(ENVIRONMENTS.wrapper(parsed.name()).spec(parsed.options()));
    }
    return spec;
  }

  private DiscreteEnvironment ladder(String... wrappers) {
    Environment environment = ENVIRONMENTS.create(spec("Ladder-v0", wrappers));
    environment.reset(random);
    return (DiscreteEnvironment) environment;
  }

  private static float[] seen(Environment environment) {
    float[] out = new float[environment.observationSpace().size()];
    environment.observe(out, 0);
    return out;
  }

  @Test
  void framesOfAVectorStandEndToEndTheOldestFirst() {
    DiscreteEnvironment environment = ladder("frame-stack:frames=3");
    assertThat(seen(environment)).containsExactly(0, 0, 0, 0, 0, 0);
    environment.step(2, random);
    environment.step(1, random);
    assertThat(seen(environment)).containsExactly(0, 0, 2, 10, 3, 20);
    environment.step(0, random);
    assertThat(seen(environment)).containsExactly(2, 10, 3, 20, 3, 30);
    environment.reset(random);
    assertThat(seen(environment)).containsExactly(0, 0, 0, 0, 0, 0);
  }

  @Test
  void framesOfAPictureAreItsChannels() {
    DiscreteEnvironment environment = ladder("pixels:size=16", "frame-stack:frames=2");
    assertThat(((Box) environment.observationSpace()).shape()).containsExactly(16, 16, 2);
    environment.step(3, random);
    float[] picture = seen(environment);
    for (int row = 0; row < 16; row++) {
      for (int column = 0; column < 16; column++) {
        int at = (row * 16 + column) * 2;
        assertThat(picture[at]).isEqualTo(row == 15 && column == 0 ? 255 : 0);
        assertThat(picture[at + 1]).isEqualTo(row == 12 && column == 0 ? 255 : 0);
      }
    }
  }

  @Test
  void actionsStickAsOftenAsTheyShould() {
    DiscreteEnvironment environment = ladder("sticky-actions:probability=0.3");
    int stuck = 0;
    for (int i = 0; i < 10_000; i++) {
      environment.reset(random);
      // Nothing has been taken before, so that sticking stays on the ground.
      stuck += environment.step(1, random) == 0 ? 1 : 0;
    }
    // Four standard deviations of a binomial count.
    assertThat(stuck / 10_000.0).isCloseTo(0.3, within(4 * Math.sqrt(0.3 * 0.7 / 10_000)));
  }

  /** Had the wanted action been kept where another stuck, the second of two sticks would differ. */
  @Test
  void theActionThatSticksIsTheOneThatWasTakenNotTheOneThatWasWanted() {
    DiscreteEnvironment environment = ladder("sticky-actions:probability=0.25");
    WrittenDraws draws = new WrittenDraws(0.1, 0.9, 0.1, 0.2, 0.25, 0.24, 0.0);
    int[] wanted = {3, 1, 2, 3, 2, 0, 1};
    int[] taken = {0, 1, 1, 1, 2, 2, 2};
    int height = 0;
    for (int i = 0; i < wanted.length; i++) {
      height += taken[i];
      assertThat(environment.step(wanted[i], draws)).as("step %s", i).isEqualTo(height);
    }
    assertThat(draws.left()).isZero();
    environment.reset(random);
    assertThat(environment.step(3, new WrittenDraws(0.1))).as("forgotten at reset").isZero();
  }

  @Test
  void aVectorThatSticksIsTheOneThatWasTakenNotTheOneThatWasWanted() {
    ContinuousEnvironment environment =
        (ContinuousEnvironment)
            ENVIRONMENTS.create(spec("Dial-v0", "sticky-actions:probability=0.25"));
    environment.reset(random);
    WrittenDraws draws = new WrittenDraws(0.1, 0.9, 0.1, 0.2, 0.25, 0.24, 0.0);
    float[] wanted = {0.9f, 0.8f, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, -1, 1, 0, 0.7f, 0.6f, 0};
    float[] taken = {0, 0, 0.1f, 0.2f, 0.1f, 0.2f, 0.1f, 0.2f, -1, 1, -1, 1, -1, 1};
    for (int i = 0; i < wanted.length; i += 2) {
      assertThat(environment.step(wanted, i, draws)).as("step %s", i / 2).isEqualTo(taken[i]);
      assertThat(seen(environment)).as("step %s", i / 2).containsExactly(taken[i], taken[i + 1]);
    }
    assertThat(draws.left()).isZero();
    environment.reset(random);
    environment.step(wanted, 0, new WrittenDraws(0.1));
    assertThat(seen(environment)).as("forgotten at reset").containsExactly(0, 0);
  }

  /** The checker must see what is played. */
  @Test
  void aDefinitionIsCheckedWithItsWrappers() {
    CheckReport report =
        EnvironmentChecker.check(
            ENVIRONMENTS.find("Ladder-v0").wrapped("Noisy-v0", "", "noise:deviation=0.5"));
    assertThat(report.findings()).as(report.describe()).isEmpty();
    CheckReport misfit =
        EnvironmentChecker.check(ENVIRONMENTS.find("Ladder-v0").wrapped("Wrong-v0", "", "one-hot"));
    assertThat(misfit.passed()).isFalse();
    assertThat(misfit.describe()).contains("needs a numbered observation");
  }

  @Test
  void aRepeatedActionEarnsTheSumAndStopsAtTheEnd() {
    DiscreteEnvironment environment = ladder("action-repeat:times=4");
    assertThat(environment.step(1, random)).isEqualTo(1 + 2 + 3 + 4);
    assertThat(environment.step(3, random)).isEqualTo(7 + 10);
    assertThat(environment.terminated()).isTrue();
    assertThat(seen(environment)).containsExactly(10, 60);
  }

  @Test
  void rewardsAreClippedToTheirBounds() {
    DiscreteEnvironment environment = ladder("clip-reward:low=-1,high=2.5");
    assertThat(environment.step(2, random)).isEqualTo(2);
    assertThat(environment.step(2, random)).isEqualTo(2.5);
  }

  @Test
  void delayedRewardsComeInSumsAndAtTheEnd() {
    DiscreteEnvironment environment = ladder("delay-reward:steps=3");
    assertThat(environment.step(1, random)).isZero();
    assertThat(environment.step(1, random)).isZero();
    assertThat(environment.step(1, random)).isEqualTo(1 + 2 + 3);
    assertThat(environment.step(3, random)).isZero();
    assertThat(environment.step(3, random)).isEqualTo(6 + 9);
  }

  @Test
  void oneHotShowsTheNumberAsAOne() {
    DiscreteEnvironment environment =
        (DiscreteEnvironment) ENVIRONMENTS.create(spec("Rung-v0", "one-hot"));
    environment.reset(random);
    environment.step(3, random);
    assertThat(environment.observationSpace()).isEqualTo(Box.bits(13));
    assertThat(seen(environment)).containsExactly(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void flattenKeepsTheNumbersAndDropsTheAxes() {
    Environment environment = ladder("pixels:size=8", "flatten");
    assertThat(((Box) environment.observationSpace()).shape()).containsExactly(64);
    assertThat(((Box) environment.observationSpace()).cell()).isEqualTo(Box.Cell.BYTE);
    assertThat(seen(environment)[7 * 8]).isEqualTo(255);
  }

  @Test
  void hiddenNumbersAreLeftOut() {
    DiscreteEnvironment environment = ladder("hide:indices=0");
    environment.step(2, random);
    assertThat(seen(environment)).containsExactly(10);
  }

  @Test
  void noiseHasItsDeviationAndStaysBetweenSteps() {
    DiscreteEnvironment environment = ladder("noise:deviation=0.5");
    double squares = 0;
    for (int i = 0; i < 5000; i++) {
      environment.reset(random);
      float[] first = seen(environment);
      assertThat(seen(environment)).isEqualTo(first);
      squares += first[0] * first[0];
    }
    // The variance of a sample variance of normal numbers is 2 σ⁴ / n.
    assertThat(squares / 5000).isCloseTo(0.25, within(4 * 0.25 * Math.sqrt(2.0 / 5000)));
  }

  @Test
  void wrappersComposeFromTheInnermostOutwards() {
    DiscreteEnvironment environment = ladder("hide:indices=1", "frame-stack:frames=2");
    environment.step(2, random);
    assertThat(seen(environment)).containsExactly(0, 2);
    DiscreteEnvironment other = ladder("frame-stack:frames=2", "hide:indices=1");
    other.step(2, random);
    assertThat(seen(other)).containsExactly(0, 2, 10);
  }

  @Test
  void abilitiesShineThroughButForTheModel() {
    Environment environment = ladder("noise");
    assertThat(environment.ability(Viewable.class)).isPresent();
    assertThat(environment.ability(Restorable.class)).isPresent();
    assertThat(environment.ability(FiniteMdp.class)).isEmpty();
    assertThat(ENVIRONMENTS.create(spec("Rung-v0", "one-hot")).ability(Restorable.class)).isEmpty();
  }

  @Test
  void scoresAreCountedWithoutWhatChangesRewardsAlone() {
    EnvironmentSpec learning = spec("Ladder-v0", "clip-reward", "noise", "delay-reward");
    assertThat(ENVIRONMENTS.scored(learning)).isEqualTo(spec("Ladder-v0", "noise"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "action-repeat",
        "clip-reward",
        "delay-reward",
        "flatten",
        "frame-stack",
        "hide:indices=1",
        "noise",
        "pixels",
        "sticky-actions"
      })
  void everyWrapperKeepsTheContractOfAnEnvironment(String wrapper) {
    EnvironmentSpec spec = spec("Ladder-v0", wrapper);
    CheckReport report =
        EnvironmentChecker.check(
            spec,
            () -> ENVIRONMENTS.create(spec),
            new EnvironmentChecker.Effort(3, 4000, Duration.ofSeconds(60)));
    assertThat(report.findings()).as(report.describe()).isEmpty();
  }

  @Test
  void aSpecIsWrittenAndReadAsText() {
    WrapperSpec spec = WrapperSpec.parse("hide:indices=1,3");
    assertThat(spec).isEqualTo(new WrapperSpec("hide", Map.of("indices", "1,3")));
    assertThat(spec).hasToString("hide:indices=1,3");
    assertThat(WrapperSpec.parse("clip-reward:low=-2,high=2").options())
        .isEqualTo(Map.of("low", "-2", "high", "2"));
    assertThat(spec("Ladder-v0", "one-hot").title()).isEqualTo("Ladder-v0 + one-hot");
  }

  @Test
  void whatDoesNotFitIsRefusedByName() {
    List<List<String>> wrong = new ArrayList<>();
    wrong.add(List.of("one-hot", "wrapper one-hot: it needs a numbered observation, got box [2]"));
    wrong.add(List.of("hide:indices=2", "indices must be from 0 to 1, got [2]"));
    wrong.add(List.of("hide:indices=0,1", "nothing would be left"));
    wrong.add(List.of("hide", "say what to hide"));
    wrong.add(List.of("frame-stack:frames=1", "frames must be from 2 to 64, got 1"));
    wrong.add(List.of("frame-stak", "did you mean frame-stack?"));
    wrong.add(List.of("noise:deviance=1", "unknown key \"deviance\"; there are: deviation"));
    wrong.add(List.of("noise:deviation=1e300", "deviation must be above 0 and at most 1.0E30"));
    wrong.add(List.of("clip-reward:low=1,high=1", "low must lie below high"));
    for (List<String> pair : wrong) {
      assertThatThrownBy(() -> ENVIRONMENTS.create(spec("Ladder-v0", pair.get(0))))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(pair.get(1));
    }
    assertThatThrownBy(() -> ENVIRONMENTS.create(spec("Rung-v0", "pixels")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("paints itself");
    assertThatThrownBy(() -> ENVIRONMENTS.create(spec("Rung-v0", "frame-stack")))
        .hasMessageContaining("put one-hot around it first");
  }

  @Test
  void aStackThatNoMemoryHoldsIsRefused() {
    String[] wrappers = {"pixels:size=512", "frame-stack:frames=64", "frame-stack:frames=2"};
    assertThatThrownBy(() -> ENVIRONMENTS.create(spec("Ladder-v0", wrappers)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "wrapper frame-stack: 2 frames of 16777216 numbers are 33554432, more than 16777216");
  }
}
