package org.palaestra.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.gdx.Input.Keys;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.palaestra.playback.Playback;
import org.palaestra.playback.Simulation;
import org.palaestra.playback.Simulation.Status;
import org.palaestra.render.Toolbar.Button;
import org.palaestra.render.Toolbar.Icon;

@WindowTest
class WatchScreenTest {

  private final AtomicInteger quits = new AtomicInteger();
  private Playback playback;
  private Simulation simulation;
  private WatchScreen screen;

  @BeforeEach
  void open() {
    open(1e-3, false); // as good as still
  }

  private void open(double stepsPerSecond, boolean plain) {
    playback = Swing.playback(500, 4);
    simulation = new Simulation(playback, stepsPerSecond, 0);
    screen =
        new WatchScreen(
            simulation,
            playback.spec(),
            playback.explains(),
            WatchOptions.of("Swing-v0", "rule of thumb")
                .withStepsPerSecond(stepsPerSecond)
                .withPlain(plain),
            quits::incrementAndGet);
    screen.create();
    simulation.start();
  }

  @AfterEach
  void close() {
    simulation.close();
    screen.dispose();
    playback.close();
  }

  private Picture paint(String name, int width, int height) {
    screen.advance(1); // every movement has ended
    return Picture.take(name, width, height, () -> screen.paint(width, height));
  }

  private Status await(Predicate<Status> condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.test(simulation.status())) {
      assertThat(System.nanoTime()).as("waited for long enough").isLessThan(deadline);
      Thread.onSpinWait();
    }
    return simulation.status();
  }

  @Test
  void keysCommandTheSimulation() {
    Controls keys = screen.controls();
    keys.keyDown(Keys.RIGHT);
    await(s -> s.frame().step() == 1 && s.paused());
    keys.keyTyped('.');
    await(s -> s.frame().step() == 2);
    keys.keyDown(Keys.SPACE);
    await(s -> !s.paused());
    keys.keyDown(Keys.UP);
    keys.keyTyped('+');
    await(s -> s.speed() == 4);
    keys.keyDown(Keys.DOWN);
    keys.keyTyped('-');
    await(s -> s.speed() == 1);
    keys.keyDown(Keys.R);
    await(s -> s.frame().step() == 0);
    keys.keyDown(Keys.Q);
    assertThat(quits).hasValue(1);
  }

  @Test
  void escapeClosesHelpFirstAndTheWindowThen() {
    Controls keys = screen.controls();
    keys.keyDown(Keys.F1);
    assertThat(keys.help()).isTrue();
    Picture help = paint("help", 960, 640);
    keys.keyDown(Keys.ESCAPE);
    assertThat(keys.help()).isFalse();
    assertThat(quits).hasValue(0);
    assertThat(paint("no-help", 960, 640).pixels()).isNotEqualTo(help.pixels());
    keys.keyDown(Keys.ESCAPE);
    assertThat(quits).hasValue(1);
  }

  @Test
  void buttonsDoWhatTheirKeysDo() {
    paint("buttons", 960, 640);
    click(Icon.STEP);
    await(s -> s.frame().step() == 1 && s.paused());
    click(Icon.PAUSE);
    await(s -> !s.paused());
    click(Icon.FASTER);
    await(s -> s.speed() == 2);
    click(Icon.SLOWER);
    await(s -> s.speed() == 1);
    click(Icon.RESTART);
    await(s -> s.frame().step() == 0);
    click(Icon.HELP);
    assertThat(screen.controls().help()).isTrue();
  }

  private void click(Icon icon) {
    Layout layout = Layout.of(960, 640, 1, true);
    Toolbar toolbar = screen.controls().toolbar();
    for (Button button : toolbar.buttons()) {
      if (button.icon() == icon) {
        int x = Math.round(toolbar.left(button, layout)) + 10;
        // The pointer's y grows downwards.
        screen.controls().touchDown(x, 640 - 28, 0, 0);
      }
    }
  }

  @Test
  void pointerOverAButtonShowsWhatItDoes() {
    Picture before = paint("no-hint", 960, 640);
    screen.controls().mouseMoved(30, 640 - 28);
    Picture hint = paint("hint", 960, 640);
    assertThat(before.at(20, 80)).isNotEqualTo(hint.at(20, 80));
    screen.controls().mouseMoved(400, 300);
    assertThat(paint("no-hint", 960, 640).pixels()).isEqualTo(before.pixels());
  }

  @Test
  void resizingKeepsTheWorldsProportionsWhileTheAgentPlaysOn() {
    close();
    open(2000, false);
    int[][] sizes = {{960, 640}, {480, 700}, {1200, 360}, {360, 240}};
    for (int[] size : sizes) {
      long step = total(simulation.status());
      Picture picture = paint("resized-" + size[0] + "x" + size[1], size[0], size[1]);
      // The ground of Swing is 5.6 by 0.55 units, at the lower edge of the world.
      int ground = picture.count(0xE3DFD3, 3);
      Layout layout = Layout.of(size[0], size[1], 1, true);
      double unit = Math.min(layout.worldWidth() / 5.6, layout.worldHeight() / 3.0);
      assertThat(ground / (unit * unit)).isCloseTo(5.6 * 0.55, within(0.45));
      await(s -> total(s) > step);
    }
  }

  @Test
  void plainWindowShowsAStepAtOnceAndTheUsualOneOnItsWay() {
    Picture[] begun = new Picture[2];
    Picture[] ended = new Picture[2];
    for (int plain = 0; plain < 2; plain++) {
      close();
      open(1e-3, plain == 1);
      String name = plain == 1 ? "plain" : "moving";
      paint(name, 960, 640);
      for (int step = 1; step <= 12; step++) {
        int wanted = step;
        screen.controls().keyDown(Keys.RIGHT);
        await(s -> s.frame().step() == wanted);
        screen.advance(step < 12 ? 1 : 0);
      }
      begun[plain] = Picture.take(name, 960, 640, () -> screen.paint(960, 640));
      ended[plain] = paint(name, 960, 640);
    }
    assertThat(begun[1].pixels()).isEqualTo(ended[1].pixels());
    assertThat(begun[0].pixels()).isNotEqualTo(ended[0].pixels());
    assertThat(ended[0].pixels()).as("at the end of the step").isEqualTo(ended[1].pixels());
  }

  private static long total(Status status) {
    return status.frame().episode() * 1000 + status.frame().step();
  }

  @Test
  void pausedAndSteppedPictureShowsChipAndBars() {
    Picture start = paint("start", 960, 640);
    screen.controls().keyDown(Keys.RIGHT);
    await(s -> s.frame().step() == 1 && s.paused());
    Picture stepped = paint("stepped", 960, 640);
    // In the panel, where the accent marks the action that was taken.
    assertThat(count(start, 760, 960, 100, 580, Theme.ACCENT)).isZero();
    assertThat(count(stepped, 760, 960, 100, 580, Theme.ACCENT)).isGreaterThan(500);
    assertThat(count(start, 0, 120, 540, 580, Theme.CARD)).isZero();
    assertThat(count(stepped, 0, 120, 540, 580, Theme.ACCENT)).isGreaterThan(20);
  }

  private static int count(Picture picture, int x1, int x2, int y1, int y2, int color) {
    int count = 0;
    for (int y = y1; y < y2; y++) {
      for (int x = x1; x < x2; x++) {
        count += Picture.near(picture.at(x, y), color & 0xFFFFFF, 3) ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void densePixelsGetALargerDesign() {
    screen.scale(2);
    Picture picture = paint("dense", 1920, 1280);
    assertThat(picture.at(5, 2 * 56 - 6)).isEqualTo(Theme.BAR & 0xFFFFFF);
    assertThat(picture.at(5, 2 * 56 + 6)).isNotEqualTo(Theme.BAR & 0xFFFFFF);
  }
}
