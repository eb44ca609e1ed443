package org.palaestra.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.LocalVectorEnvironment;
import org.palaestra.environment.Masked;
import org.palaestra.environment.Playable;
import org.palaestra.environment.VectorEnvironment;
import org.palaestra.playback.PlaySession.Phase;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;
import org.palaestra.space.Space;
import org.palaestra.training.ActionLog.Place;

/** Countdown counts down by 0, 1 or 2 from a number that its seed sets, and earns as much. */
class PlaySessionTest {

  private static final int LIMIT = 4;

  private PlaySession session;

  @SuppressWarnings("NullAway.Init") // each test opens one
  PlaySessionTest() {}

  /** Named, at some steps a second; 2 is forbidden after an odd step. */
  private static class Game extends Countdown implements Playable, Masked {

    private final double rate;
    private final String[] names;
    private int steps;

    Game(double rate, String... names) {
      super(0);
      this.rate = rate;
      this.names = names;
    }

    @Override
    public String actionName(int action) {
      return names[action];
    }

    @Override
    public double stepsPerSecond() {
      return rate;
    }

    @Override
    public void reset(RandomGenerator random) {
      super.reset(random);
      steps = 0;
    }

    @Override
    public double step(int action, RandomGenerator random) {
      steps++;
      return super.step(action, random);
    }

    @Override
    public boolean allowed(int action) {
      return action != 2 || steps % 2 == 0;
    }
  }

  private PlaySession open(Countdown game, double speed, long... seeds) {
    session = new PlaySession(Countdown.vector(LIMIT, game), seeds, speed);
    return session;
  }

  /** Waits for each key: 0 stays, 1 goes left, 2 goes right. */
  private PlaySession turns(long... seeds) {
    return open(new Game(0, "stay", "left", "right"), 1, seeds);
  }

  private PlaySession realTime(String first) {
    return open(new Game(10, first, "left", "right"), 1, 7, 8);
  }

  @AfterEach
  void close() {
    session.close();
  }

  private String actions(int episode) {
    StringBuilder text = new StringBuilder();
    for (int step = 0; step < session.log().length(episode); step++) {
      text.append(session.log().describe(new Place(episode, step)));
    }
    return text.toString();
  }

  private void press(String keys) {
    for (int i = 0; i < keys.length(); i++) {
      session.press(keys.charAt(i));
      session.release(keys.charAt(i));
    }
  }

  private int step() {
    return session.status().frame().step();
  }

  @Test
  void whereNothingMovesByItselfEachKeyIsAStep() {
    turns(7);
    session.advance(10);
    assertThat(step()).isZero();
    assertThat(session.status().realTime()).isFalse();
    press("←x→");
    assertThat(actions(0)).as("X is no key of it").isEqualTo("1");
    assertThat(session.status().message()).isEqualTo("right is not allowed now");
    assertThat(session.status().forbidden()).containsExactly(2);
    press("1→");
    assertThat(actions(0)).isEqualTo("102");
    assertThat(session.status().frame().action()).isEqualTo("right");
  }

  @Test
  void aSessionIsAllItsEpisodesUnderTheirSeeds() {
    turns(7, 8);
    press("←111");
    assertThat(session.status().phase()).isEqualTo(Phase.OVER);
    assertThat(session.status().returns()).containsExactly(1.0);
    assertThatThrownBy(() -> session.returns())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("1 of 2 episodes are over");
    press("←\n");
    assertThat(session.status().frame().episode()).as("too hasty").isZero();
    session.advance(PlaySession.LINGER);
    press("←");
    assertThat(session.status().phase()).as("no such key").isEqualTo(Phase.OVER);
    press("\n");
    assertThat(session.status().phase()).isEqualTo(Phase.PLAYING);
    assertThat(session.status().frame().episode()).isEqualTo(1);
    assertThat(session.status().chosen()).isEqualTo(-1);
    press("→1→1");
    assertThat(session.status().complete()).isTrue();
    assertThat(session.returns()).containsExactly(1, 4);
    assertThat(actions(0)).isEqualTo("1000");
    assertThat(actions(1)).isEqualTo("2020");
    session.advance(PlaySession.LINGER);
    press(" ");
    assertThat(session.status().phase()).isEqualTo(Phase.DONE);
    press("←");
    assertThat(session.log().length(1)).isEqualTo(4);
  }

  /** The same seed is the same episode as in an evaluation, which the board's proof relies on. */
  @Test
  void theSeedOfAnEpisodeIsTheEnvironments() {
    turns(7, 8, 7);
    VectorEnvironment judge = Countdown.vector(LIMIT, new Game(0, "stay", "left", "right"));
    float first = judge.reset((copy, episode) -> 7).observations[0];
    float second = judge.reset((copy, episode) -> 8).observations[0];
    assertThat(first).isNotEqualTo(second);
    for (float expected : new float[] {first, second, first}) {
      // Countdown paints a rectangle as wide as its number.
      assertThat(session.status().frame().drawing().shapes().toString())
          .contains("width=" + (double) expected);
      press("1111");
      session.advance(1);
      press("\n");
    }
    judge.close();
  }

  @Test
  void timeBeginsWithTheFirstKeyOfEachEpisode() {
    realTime("nothing");
    session.advance(5);
    session.press('x');
    session.advance(5);
    assertThat(session.status().phase()).isEqualTo(Phase.READY);
    session.press('←');
    assertThat(session.status().phase()).isEqualTo(Phase.PLAYING);
    session.advance(0.1);
    session.release('←');
    session.advance(0.1);
    assertThat(actions(0)).isEqualTo("10");
    session.advance(0.1);
    session.advance(0.1);
    assertThat(session.status().phase()).isEqualTo(Phase.OVER);
    session.advance(1);
    press("\n");
    session.advance(1);
    assertThat(session.status().phase()).isEqualTo(Phase.READY);
    assertThat(step()).isZero();
  }

  @Test
  void withoutAnActionThatDoesNothingTheLastOneIsTakenAgain() {
    realTime("jump");
    press("←");
    for (int i = 0; i < 3; i++) {
      session.advance(0.1);
    }
    assertThat(actions(0)).isEqualTo("111");
  }

  @Test
  void aKeyThatWentUpBeforeTheStepCounts() {
    realTime("nothing");
    session.press('→');
    session.release('→');
    session.advance(0.1);
    session.press('→');
    session.advance(0.05);
    session.press('←');
    session.release('←');
    session.advance(0.05);
    assertThat(actions(0)).as("the newer of the two").isEqualTo("21");
  }

  @Test
  void whatIsForbiddenBecomesNothingAndIsSaidWhereTimeGoesBy() {
    realTime("nothing");
    session.press('→');
    session.advance(0.1);
    assertThat(session.status().message()).isEmpty();
    session.advance(0.1);
    assertThat(session.status().message()).isEqualTo("right is not allowed now");
    assertThat(actions(0)).isEqualTo("20");
    session.advance(2.5);
    assertThat(session.status().message()).isEmpty();
  }

  @Test
  void pausedNothingHappensAndNoKeyIsHeldAfterwards() {
    realTime("nothing");
    session.press('←');
    session.advance(0.1);
    session.pause(true);
    session.press('→');
    session.advance(5);
    assertThat(session.status().paused()).isTrue();
    session.pause(false);
    session.advance(0.1);
    assertThat(actions(0)).isEqualTo("10");
  }

  @Test
  void theLowestSpeedIsRemembered() {
    open(new Game(10, "nothing", "left", "right"), 0.5, 7);
    assertThat(session.stepsPerSecond()).isEqualTo(5);
    session.press('←');
    session.advance(0.1);
    assertThat(step()).isZero();
    session.advance(0.1);
    assertThat(step()).isEqualTo(1);
    assertThat(session.slowest()).contains(0.5);
    session.slower();
    for (int i = 0; i < 4; i++) {
      session.advance(0.1);
    }
    assertThat(step()).isEqualTo(2);
    session.faster();
    session.faster();
    session.advance(0.1);
    assertThat(session.slowest()).contains(0.25);
    assertThat(session.status().speed()).isEqualTo(1);
  }

  @Test
  void impossibleSpeedsAreRefused() {
    turns(7);
    for (double speed : new double[] {0, -1, Double.NaN, 65}) {
      assertThatThrownBy(
              () -> new PlaySession(Countdown.vector(LIMIT, new Countdown(9)), new long[1], speed))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("--speed must be above 0 and at most 64, got ");
    }
  }

  @Test
  void numbersAreTypedWhereThereAreTooManyForKeys() {
    class Stakes extends Countdown {
      Stakes() {
        super(300);
      }

      @Override
      public org.palaestra.space.Discrete actionSpace() {
        return new org.palaestra.space.Discrete(101);
      }
    }
    open(new Stakes(), 1, 7);
    press("23");
    assertThat(session.status().typed()).isEqualTo("23");
    press("\b\b\b4");
    assertThat(session.status().typed()).isEqualTo("4");
    press("0\n");
    assertThat(actions(0)).isEqualTo("40");
    assertThat(session.status().typed()).isEmpty();
    press("101\n");
    assertThat(session.status().message()).isEqualTo("there is no 101");
    press("\n");
    assertThat(step()).isEqualTo(1);
  }

  /** Slides by what it is pushed. */
  private static final class Slide implements ContinuousEnvironment {

    private float at;

    @Override
    public Space observationSpace() {
      return Box.of(-100, 100, 1);
    }

    @Override
    public Box actionSpace() {
      return Box.of(-2, 2, 1);
    }

    @Override
    public void reset(RandomGenerator random) {
      at = 0;
    }

    @Override
    public double step(float[] action, int offset, RandomGenerator random) {
      at += action[offset];
      return action[offset];
    }

    @Override
    public boolean terminated() {
      return false;
    }

    @Override
    public void observe(float[] out, int offset) {
      out[offset] = at;
    }
  }

  @Test
  void continuousActionsArePushedAsLongAsAKeyIsHeld() {
    EnvironmentSpec spec = new EnvironmentSpec(EnvironmentId.parse("Slide-v0"), Map.of(), 5);
    session = new PlaySession(new LocalVectorEnvironment(spec, 1, Slide::new), new long[] {1}, 1);
    assertThat(session.status().realTime()).isTrue();
    double stepTime = 1 / Pacer.DEFAULT_RATE;
    session.press('→');
    session.advance(2 * stepTime);
    session.release('→');
    session.advance(stepTime);
    session.press('a');
    session.advance(2 * stepTime);
    assertThat(actions(0)).isEqualTo("[2.0][2.0][0.0][-2.0][-2.0]");
    assertThat(session.returns()).containsExactly(0);
  }
}
