package org.palaestra.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agent.Policy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.EnvironmentFault;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.LocalVectorEnvironment;
import org.palaestra.environment.Measured;
import org.palaestra.environment.StepBatch;
import org.palaestra.environment.VectorEnvironment;
import org.palaestra.playback.Frame.Ending;
import org.palaestra.space.Box;
import org.palaestra.space.Space;
import org.palaestra.view.Canvas;
import org.palaestra.view.Drawing;

class PlaybackTest {

  private static final Policy ALWAYS_TWO = copies -> (now, out, streams) -> out.indices[0] = 2;
  private static final Policy ANY =
      copies -> (now, out, streams) -> out.indices[0] = streams[0].nextInt(3);

  private static double left(Frame frame) {
    return ((Drawing.Rectangle) frame.drawing().shapes().get(1)).width();
  }

  /** A board of 2 rows and 3 columns with 2 channels, of which the last moment is left only. */
  private static final class Board extends Countdown {

    private int left;

    Board() {
      super(3);
    }

    @Override
    public Space observationSpace() {
      return Box.of(0, 4, 2, 3, 2);
    }

    @Override
    public void reset(RandomGenerator random) {
      left = 2;
    }

    @Override
    public double step(int action, RandomGenerator random) {
      left--;
      return 0;
    }

    @Override
    public boolean terminated() {
      return left == 0;
    }

    @Override
    public void observe(float[] out, int offset) {
      out[offset] = 4; // row 0, column 0, channel 0
      out[offset + 8] = 4; // row 1, column 1, both channels
      out[offset + 9] = 4;
      out[offset + 10] = 3; // row 1, column 2, the second channel more than the first
      out[offset + 11] = 4;
      out[offset + 4] = left; // row 0, column 2, channel 0
    }
  }

  private static int color(Frame frame, double column, double bottom) {
    return frame.drawing().shapes().stream()
        .filter(Drawing.Rectangle.class::isInstance)
        .map(Drawing.Rectangle.class::cast)
        .filter(square -> Math.floor(square.x()) == column && Math.floor(square.y()) == bottom)
        .mapToInt(Drawing.Rectangle::color)
        .reduce(
            (one, other) -> {
              throw new AssertionError("two squares in one cell");
            })
        .orElseThrow();
  }

  @Test
  void whatIsObservedIsShownAsSquaresColouredByChannel() {
    try (Playback playback = new Playback(Countdown.vector(0, new Board()), ALWAYS_TWO, 1)) {
      playback.showObservations();
      Frame first = playback.frame();
      assertThat(first.drawing().shapes()).hasSize(1 + 6);
      int full = color(first, 0, 1);
      int empty = color(first, 0, 0);
      int half = color(first, 2, 1);
      int last = color(first, 2, 0);
      assertThat(List.of(full, empty, half, last)).doesNotHaveDuplicates();
      assertThat(color(first, 1, 0)).as("the first of equals").isEqualTo(full);
      for (int shift = 0; shift < 24; shift += 8) {
        double middle = ((full >> shift & 0xFF) + (empty >> shift & 0xFF)) / 2.0;
        assertThat((double) (half >> shift & 0xFF)).isBetween(middle - 1, middle + 1);
      }
      playback.step();
      playback.step();
      Frame ended = playback.frame();
      assertThat(ended.ended()).isTrue();
      assertThat(color(ended, 2, 1)).as("nothing left").isEqualTo(empty);
    }
  }

  @Test
  void gridNeedsRowsAndColumns() {
    try (Playback playback = new Playback(Countdown.vector(0, new Countdown(5)), ALWAYS_TWO, 1)) {
      assertThatThrownBy(playback::showObservations)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a grid needs observations of [rows, columns]");
    }
  }

  @Test
  void everyStateOfAnEpisodeIsSeenOnceTheLastIncluded() {
    List<Double> seen = new ArrayList<>();
    List<Ending> endings = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    List<Long> episodes = new ArrayList<>();
    try (Playback playback = new Playback(Countdown.vector(0, new Countdown(5)), ALWAYS_TWO, 1)) {
      for (int i = 0; i < 6; i++) {
        Frame frame = playback.frame();
        seen.add(left(frame));
        endings.add(frame.ending());
        steps.add(frame.step());
        episodes.add(frame.episode());
        playback.step();
      }
    }
    assertThat(seen).containsExactly(5.0, 3.0, 1.0, -1.0, 5.0, 3.0);
    assertThat(endings.subList(2, 5)).containsExactly(Ending.NONE, Ending.TERMINATED, Ending.NONE);
    assertThat(steps).containsExactly(0, 1, 2, 3, 0, 1);
    assertThat(episodes).containsExactly(0L, 0L, 0L, 0L, 1L, 1L);
  }

  @Test
  void theLastStateIsPaintedEvenWhenNobodyAskedForFramesBefore() {
    try (Playback playback = new Playback(Countdown.vector(0, new Countdown(2)), ALWAYS_TWO, 1)) {
      playback.step();
      assertThat(left(playback.frame())).isZero();
    }
  }

  /** Measures what it counts. */
  private static final class Counted extends Countdown implements Measured {

    Counted() {
      super(3);
    }

    @Override
    public void measure(Sink sink) {
      float[] seen = new float[1];
      observe(seen, 0);
      sink.measure("left", seen[0]);
      sink.measure("gone", 3 - seen[0]);
    }
  }

  @Test
  void framesTellWhatIsMeasuredBeforeTheRestartOfTheLastState() {
    try (Playback playback = new Playback(Countdown.vector(0, new Counted()), ALWAYS_TWO, 1)) {
      List<Map<String, Double>> seen = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        seen.add(playback.frame().measures());
        playback.step();
      }
      assertThat(seen)
          .containsExactly(
              Map.of("left", 3.0, "gone", 0.0),
              Map.of("left", 1.0, "gone", 2.0),
              Map.of("left", -1.0, "gone", 4.0),
              Map.of("left", 3.0, "gone", 0.0));
      assertThat(playback.frame().measures().keySet()).containsExactly("left", "gone");
    }
    try (Playback playback = new Playback(Countdown.vector(0, new Countdown(2)), ALWAYS_TWO, 1)) {
      assertThat(playback.frame().measures()).isEmpty();
    }
  }

  @Test
  void returnsAddUpWithinAnEpisodeAndAverageOverPastOnes() {
    try (Playback playback = new Playback(Countdown.vector(0, new Countdown(3)), ALWAYS_TWO, 1)) {
      assertThat(playback.frame().past().episodes()).isZero();
      assertThat(playback.frame().past().meanReturn()).isNaN();
      playback.step();
      assertThat(playback.frame().episodeReturn()).isEqualTo(2);
      assertThat(playback.frame().reward()).isEqualTo(2);
      assertThat(playback.frame().action()).isEqualTo("2");
      playback.step();
      assertThat(playback.frame().episodeReturn()).isEqualTo(4);
      assertThat(playback.frame().past()).isEqualTo(new Frame.Past(1, 4));
      playback.step();
      Frame begun = playback.frame();
      assertThat(begun.episodeReturn()).isZero();
      assertThat(begun.reward()).isZero();
      assertThat(begun.action()).isEmpty();
      assertThat(begun.past()).isEqualTo(new Frame.Past(1, 4));
    }
  }

  @Test
  void timeLimitTruncatesInsteadOfTerminating() {
    try (Playback playback = new Playback(Countdown.vector(2, new Countdown(100)), ALWAYS_TWO, 1)) {
      playback.step();
      assertThat(playback.ended()).isFalse();
      playback.step();
      assertThat(playback.frame().ending()).isEqualTo(Ending.TRUNCATED);
      assertThat(left(playback.frame())).isEqualTo(96);
    }
  }

  @Test
  void sameSeedGivesTheSameFramesAndAnotherSeedOthers() {
    assertThat(frames(7)).isEqualTo(frames(7));
    assertThat(frames(7).stream().map(PlaybackTest::left).toList())
        .isNotEqualTo(frames(8).stream().map(PlaybackTest::left).toList());
  }

  private static List<Frame> frames(long seed) {
    List<Frame> frames = new ArrayList<>();
    try (Playback playback = new Playback(Countdown.vector(0, new Countdown(0)), ANY, seed)) {
      for (int i = 0; i < 600; i++) {
        frames.add(playback.frame());
        playback.step();
      }
    }
    assertThat(frames.get(599).episode()).isGreaterThan(1);
    return frames;
  }

  @Test
  void restartPlaysTheSameEpisodeAgain() {
    try (Playback playback = new Playback(Countdown.vector(0, new Countdown(0)), ANY, 3)) {
      List<Double> first = new ArrayList<>();
      while (playback.frame().episode() == 0) {
        playback.step();
      }
      while (!playback.ended()) {
        first.add(left(playback.frame()));
        playback.step();
      }
      assertThat(playback.frame().past().episodes()).isEqualTo(2);
      playback.restart();
      Frame begun = playback.frame();
      assertThat(begun.episode()).isEqualTo(1);
      assertThat(begun.step()).isZero();
      assertThat(begun.past().episodes()).isEqualTo(1);
      List<Double> second = new ArrayList<>();
      while (!playback.ended()) {
        second.add(left(playback.frame()));
        playback.step();
      }
      assertThat(second).isEqualTo(first);
      playback.step();
      double third = left(playback.frame());
      assertThat(third).isNotEqualTo(first.get(0));
      assertThat(playback.frame().episode()).isEqualTo(2);
    }
  }

  @Test
  void insightTellsOfTheActionThatWasTaken() {
    Policy policy = copies -> new Explaining();
    try (Playback playback = new Playback(Countdown.vector(0, new Countdown(9)), policy, 1)) {
      assertThat(playback.explains()).isTrue();
      assertThat(playback.frame().insight()).isEmpty();
      playback.step();
      Insight first = playback.frame().insight().orElseThrow();
      playback.step();
      Insight second = playback.frame().insight().orElseThrow();
      assertThat(first.actionValues()).containsExactly(9, 10, 11);
      assertThat(second.actionValues()).containsExactly(7, 8, 9);
      assertThat(first.chosen()).isEqualTo(2);
      assertThat(first.probabilities()).isEmpty();
      assertThat(first.stateValue()).isEqualTo(4.5);
    }
  }

  private static final class Explaining implements Actor, Explains {

    private final float[] values = new float[3]; // reused, as actors may

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      for (int a = 0; a < 3; a++) {
        values[a] = now.observations[0] + a;
      }
      out.indices[0] = 2;
    }

    @Override
    public void explain(int copy, Explanation out) {
      out.actionValues(values);
      out.stateValue(4.5);
    }
  }

  @Test
  void environmentWithoutLooksShowsItsNameAndItsLastObservation() {
    VectorEnvironment plain =
        new LocalVectorEnvironment(
            new EnvironmentSpec(EnvironmentId.parse("Plain-v3"), Map.of(), 2), 1, Plain::new);
    Policy policy =
        copies ->
            (now, out, streams) -> {
              out.values[0] = 0.25f;
              out.values[1] = -0.5f;
            };
    try (Playback playback = new Playback(plain, policy, 1)) {
      assertThat(texts(playback.frame())).contains("Plain-v3", "0.000");
      playback.step();
      playback.step();
      assertThat(playback.frame().ending()).isEqualTo(Ending.TRUNCATED);
      assertThat(texts(playback.frame())).contains("0.5000");
      assertThat(playback.frame().action()).isEqualTo("0.25  -0.50");
    }
  }

  private static List<String> texts(Frame frame) {
    return frame.drawing().shapes().stream()
        .filter(Drawing.Text.class::isInstance)
        .map(shape -> ((Drawing.Text) shape).text())
        .toList();
  }

  /** Adds up its first action. */
  private static final class Plain implements ContinuousEnvironment {

    private float sum;

    @Override
    public Box observationSpace() {
      return Box.of(-1, 1, 1);
    }

    @Override
    public Box actionSpace() {
      return Box.of(-1, 1, 2);
    }

    @Override
    public void reset(RandomGenerator random) {
      sum = 0;
    }

    @Override
    public double step(float[] action, int offset, RandomGenerator random) {
      sum += action[offset];
      return 0;
    }

    @Override
    public boolean terminated() {
      return false;
    }

    @Override
    public void observe(float[] out, int offset) {
      out[offset] = sum;
    }
  }

  @Test
  void paintingThatFailsNamesTheEnvironmentAndThePlace() {
    Countdown broken =
        new Countdown(9) {
          @Override
          public void paint(Canvas canvas) {
            throw new IllegalStateException("no brush");
          }
        };
    try (Playback playback = new Playback(Countdown.vector(0, broken), ALWAYS_TWO, 1)) {
      playback.step();
      assertThatThrownBy(playback::frame)
          .isInstanceOf(EnvironmentFault.class)
          .hasMessageContainingAll("Countdown-v0", "no brush", "while it painted", "step 1");
    }
  }

  @Test
  void paintingWithoutAWorldIsRefused() {
    Countdown broken =
        new Countdown(9) {
          @Override
          public void paint(Canvas canvas) {
            canvas.circle(0, 0, 1, 0xFFFFFFFF);
          }
        };
    try (Playback playback = new Playback(Countdown.vector(0, broken), ALWAYS_TWO, 1)) {
      assertThatThrownBy(playback::frame)
          .isInstanceOf(EnvironmentFault.class)
          .hasMessageContainingAll("Countdown-v0", "world(left, bottom, right, top, color)");
    }
  }

  @Test
  void severalCopiesAreRefused() {
    EnvironmentSpec spec = new EnvironmentSpec(EnvironmentId.parse("Countdown-v0"), Map.of(), 0);
    try (VectorEnvironment two = new LocalVectorEnvironment(spec, 2, () -> new Countdown(5))) {
      assertThatThrownBy(() -> new Playback(two, ALWAYS_TWO, 1))
          .hasMessageContaining("1 copy, got 2");
    }
  }
}
