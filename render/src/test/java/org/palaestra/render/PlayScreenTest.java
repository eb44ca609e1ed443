package org.palaestra.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.gdx.Input.Keys;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.playback.PlaySession;
import org.palaestra.playback.PlaySession.Phase;
import org.palaestra.playback.PlaySession.Status;
import org.palaestra.plugin.Plugins;

@WindowTest
class PlayScreenTest {

  private static final Environments ENVIRONMENTS = Environments.load(Plugins.none());
  private static final double LONG_ENOUGH = 1;

  private final AtomicInteger quits = new AtomicInteger();
  private PlaySession session;
  private PlayScreen screen;

  @SuppressWarnings("NullAway.Init") // each test opens one
  PlayScreenTest() {}

  private void open(String environment, int timeLimit) {
    EnvironmentSpec spec = ENVIRONMENTS.find(environment).spec().withTimeLimit(timeLimit);
    session = new PlaySession(ENVIRONMENTS.vector(spec, 1), new long[] {1, 2}, 1);
    screen =
        new PlayScreen(session, PlayOptions.of(environment, "Ann", true), quits::incrementAndGet);
    screen.create();
  }

  @AfterEach
  void close() {
    screen.dispose();
    session.close();
  }

  private Picture paint(String name) {
    return paint(name, 960, 640);
  }

  private Picture paint(String name, int width, int height) {
    screen.advance(0);
    return Picture.take("play-" + name, width, height, () -> screen.paint(width, height));
  }

  private void strike(int key) {
    screen.controls().keyDown(key);
    screen.controls().keyUp(key);
  }

  private Status status() {
    return session.status();
  }

  /** Pixels of the panel at the right in the colour that marks the last action. */
  private static int marked(Picture picture) {
    int count = 0;
    for (int y = 60; y < 580; y++) {
      for (int x = 752; x < 958; x++) {
        count += Picture.near(picture.at(x, y), Theme.ACCENT_FAINT & 0xFFFFFF, 2) ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void everyKindOfKeyReachesTheSession() {
    open("FrozenLake-v1", 30);
    Picture start = paint("lake");
    assertThat(marked(start)).isLessThan(20);
    strike(Keys.LEFT);
    strike(Keys.A);
    assertThat(status().frame().step()).isEqualTo(2);
    assertThat(status().frame().action()).isEqualTo("left");
    assertThat(marked(paint("lake-left"))).isGreaterThan(1000);
    strike(Keys.X);
    strike(Keys.NUM_1);
    assertThat(status().frame().step()).isEqualTo(2);
    strike(Keys.UP);
    assertThat(status().frame().action()).isEqualTo("up");
  }

  @Test
  void digitsAndReturnAreTyped() {
    open("GamblersProblem-v1", 30);
    strike(Keys.NUM_9);
    strike(Keys.NUMPAD_9);
    strike(Keys.BACKSPACE);
    Picture typed = paint("typed");
    strike(Keys.BACKSPACE);
    assertThat(paint("untyped").pixels()).isNotEqualTo(typed.pixels());
    strike(Keys.NUM_1);
    strike(Keys.NUMPAD_ENTER);
    assertThat(status().frame().action()).isEqualTo("stake 1");
  }

  @Test
  void whatIsForbiddenIsRefusedVisibly() {
    open("GamblersProblem-v1", 30);
    Picture before = paint("gambler");
    strike(Keys.NUM_5);
    strike(Keys.NUM_0);
    strike(Keys.ENTER);
    assertThat(status().message()).isEqualTo("stake 50 is not allowed now");
    assertThat(status().frame().step()).isZero();
    assertThat(paint("gambler-refused").count(Theme.WARM & 0xFFFFFF, 20))
        .isGreaterThan(before.count(Theme.WARM & 0xFFFFFF, 20));
  }

  @Test
  void aGameRunsFromTheFirstKeyToTheEndOfTheSession() {
    open("Breakout-v1", 6);
    Picture ready = paint("breakout-ready");
    screen.advance(LONG_ENOUGH);
    assertThat(status().frame().step()).isZero();
    screen.controls().keyDown(Keys.LEFT);
    for (int i = 0; i < 31; i++) {
      screen.advance(1 / 60.0);
    }
    assertThat(status().frame().step()).as("half a second at 8 steps a second").isEqualTo(4);
    assertThat(paint("breakout").pixels()).isNotEqualTo(ready.pixels());
    play();
    assertThat(status().phase()).isEqualTo(Phase.OVER);
    paint("breakout-over");
    strike(Keys.SPACE);
    strike(Keys.D);
    play();
    assertThat(status().complete()).isTrue();
    paint("breakout-played");
    assertThat(quits).hasValue(0);
    strike(Keys.ENTER);
    assertThat(quits).as("everything is played and seen").hasValue(1);
  }

  private void play() {
    for (int i = 0; i < 200; i++) {
      screen.advance(1 / 60.0);
    }
  }

  @Test
  void aSlipDoesNotCloseTheWindow() {
    open("CartPole-v1", 100);
    screen.controls().keyDown(Keys.LEFT);
    screen.advance(0.1);
    strike(Keys.Q);
    assertThat(status().paused()).isTrue();
    assertThat(quits).hasValue(0);
    Picture stopped = paint("stopped");
    strike(Keys.P);
    assertThat(status().paused()).isFalse();
    assertThat(paint("going-on").pixels()).isNotEqualTo(stopped.pixels());
    strike(Keys.Q);
    strike(Keys.Q);
    assertThat(quits).hasValue(1);
  }

  @Test
  void timeStopsWhereTheKeyboardIsLostAndForHelp() {
    open("CartPole-v1", 100);
    screen.controls().interrupt();
    assertThat(status().paused()).as("it has not begun").isFalse();
    screen.controls().keyDown(Keys.LEFT);
    screen.controls().interrupt();
    assertThat(status().paused()).isTrue();
    strike(Keys.ESCAPE);
    strike(Keys.F1);
    assertThat(status().paused()).isTrue();
    assertThat(screen.controls().keys())
        .extracting(key -> key[1])
        .contains("left", "faster, slower");
    paint("help");
    strike(Keys.ESCAPE);
    assertThat(screen.controls().help()).isFalse();
    assertThat(status().paused()).isFalse();
  }

  @Test
  void whoStoppedBeforeLookingAtTheKeysIsStillStoppedAfterIt() {
    open("CartPole-v1", 100);
    screen.controls().keyDown(Keys.LEFT);
    screen.advance(0.1);
    strike(Keys.P);
    strike(Keys.F1);
    strike(Keys.F1);
    assertThat(screen.controls().help()).isFalse();
    assertThat(status().paused()).isTrue();
    strike(Keys.P);
    assertThat(status().paused()).isFalse();
  }

  @Test
  void signsChangeTheSpeed() {
    open("CartPole-v1", 100);
    screen.controls().keyTyped('-');
    screen.controls().keyTyped('-');
    assertThat(status().speed()).isEqualTo(0.25);
    screen.controls().keyTyped('+');
    assertThat(status().speed()).isEqualTo(0.5);
    assertThat(screen.controls().keyTyped('x')).isFalse();
  }

  @Test
  void everythingFitsIntoSmallAndDenseWindows() {
    open("JacksCarRental-v1", 100);
    for (int[] size : new int[][] {{360, 240}, {640, 360}, {1280, 800}}) {
      paint("cars-" + size[0], size[0], size[1]);
    }
    strike(Keys.F1);
    assertThat(paint("cars-help", 360, 240).colors()).isGreaterThan(10);
    strike(Keys.F1);
    screen.scale(2);
    Picture picture = paint("dense", 1920, 1280);
    assertThat(picture.at(5, 2 * 56 - 8)).isEqualTo(Theme.BAR & 0xFFFFFF);
  }
}
