package org.palaestra.render.skin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.palaestra.render.skin.Moments.frame;
import static org.palaestra.render.skin.Moments.square;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.palaestra.agent.Policy;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environments.Arcade;
import org.palaestra.playback.Frame;
import org.palaestra.playback.Frame.Ending;
import org.palaestra.playback.Playback;
import org.palaestra.plugin.Plugins;
import org.palaestra.render.Picture;
import org.palaestra.render.WindowTest;
import org.palaestra.render.draw.Area;
import org.palaestra.render.draw.GdxCanvas;
import org.palaestra.render.draw.Painter;
import org.palaestra.view.Canvas;
import org.palaestra.view.Canvas.Align;
import org.palaestra.view.Drawing;

/** 200 by 100 pixels show the world of 20 by 10 units by hand, so 10 pixels to the unit. */
@WindowTest
class ShowTest {

  private static final Policy ANY =
      copies -> (now, out, streams) -> out.indices[0] = streams[0].nextInt(6);

  private final Environments environments = Environments.load(Plugins.none());
  private Painter painter;

  @BeforeEach
  void open() {
    painter = new Painter();
  }

  @AfterEach
  void close() {
    painter.dispose();
  }

  private Show plugin() {
    EnvironmentId id = EnvironmentId.parse("Plugin-v0");
    return new Show(new EnvironmentSpec(id, Map.of(), 0), painter);
  }

  private Picture paint(String name, int width, int height, Show show) {
    return Picture.take(
        name,
        width,
        height,
        () -> {
          painter.begin(width, height);
          show.paint(new Area(0, 0, width, height), width, height);
          painter.end();
        });
  }

  /** Column of the middle of what is red. */
  private static double middle(Picture picture) {
    double sum = 0;
    int count = 0;
    for (int x = 0; x < picture.width(); x++) {
      if (picture.at(x, 50) == 0xFF0000) {
        sum += x + 0.5;
        count++;
      }
    }
    assertThat(count).as("width of the square in pixels").isEqualTo(20);
    return sum / count;
  }

  @Test
  void thingWithoutASkinLooksAsItWasPainted() {
    Consumer<Canvas> scene =
        canvas -> {
          canvas.rectangle(0, 0, 20, 2, 0xFF204060);
          canvas.beginEntity("gizmo", 3, 6, 5, 0.4);
          canvas.rectangle(5, 4, 2, 2, 0xFFFFCC00);
          canvas.circle(7, 6, 1, 0x8000FF80);
          canvas.polygon(new double[] {4, 4, 8, 4, 6, 8}, 0x40FF00FF);
          canvas.endEntity();
          canvas.text("θ = 1", 12, 6, 1, Align.LEFT, 0xFFFFFFFF);
          canvas.line(2, 8, 18, 9, 0.3, 0xFF80C0FF);
        };
    Drawing drawing = Moments.drawing(scene);
    GdxCanvas canvas = new GdxCanvas(painter);
    Picture painted =
        Picture.take(
            "painted",
            200,
            100,
            () -> {
              painter.begin(200, 100);
              canvas.begin(new Area(0, 0, 200, 100));
              drawing.paint(canvas);
              canvas.end();
              painter.end();
            });
    Show show = plugin();
    assertThat(show.dresses("gizmo")).isFalse();
    show.turn(frame(0, 0, 0, scene));
    show.advance(0, 1);
    assertThat(paint("shown", 200, 100, show).pixels()).isEqualTo(painted.pixels());
    assertThat(painted.colors()).isGreaterThan(20);
  }

  @Test
  void halfwayThroughAStepAThingIsHalfway() {
    Show show = plugin();
    assertThat(show.turn(frame(0, 0, 0, square("gizmo", 4, 5)))).isFalse();
    assertThat(show.turn(frame(0, 1, 0, square("gizmo", 6, 5)))).isTrue();
    show.advance(0.01, 0);
    assertThat(middle(paint("way-0", 200, 100, show))).isEqualTo(40);
    show.advance(0.01, 0.5);
    assertThat(middle(paint("way-50", 200, 100, show))).isEqualTo(50);
    show.advance(0.01, 1);
    assertThat(middle(paint("way-100", 200, 100, show))).isEqualTo(60);
  }

  @Test
  void thingTurnsOnItsWay() {
    Show show = plugin();
    show.turn(frame(0, 0, 0, square("gizmo", 5, 5, 0)));
    show.turn(frame(0, 1, 0, square("gizmo", 5, 5, Math.PI / 2)));
    show.advance(0.01, 0.5); // an eighth of a turn back: the square stands on a corner
    Picture picture = paint("turning", 200, 100, show);
    assertThat(picture.at(50, 50)).isEqualTo(0xFF0000);
    assertThat(picture.at(50, 62)).isEqualTo(0xFF0000);
    assertThat(picture.at(41, 41)).isZero();
  }

  @Test
  void nothingIsShownBetweenTheSidesOfAJump() {
    Show show = plugin();
    show.turn(frame(0, 0, 0, square("gizmo", 4, 5)));
    show.turn(frame(0, 1, 0, square("gizmo", 6.6, 5))); // more than a quarter of 10 units
    show.advance(0.01, 0.5);
    assertThat(middle(paint("jump", 200, 100, show))).isEqualTo(66);
  }

  @Test
  void whatGrowsStaysWhereItStands() {
    Show show = plugin();
    show.turn(frame(0, 0, 0, bar(2)));
    show.turn(frame(0, 1, 0, bar(4)));
    show.advance(0.01, 0.5);
    Picture picture = paint("bar", 200, 100, show);
    assertThat(picture.at(50, 0)).isEqualTo(0xFF0000);
    assertThat(picture.at(50, 39)).isEqualTo(0xFF0000);
    assertThat(picture.at(50, 40)).isZero();
  }

  /** One that stands on the ground, with its place in its middle. */
  private static Consumer<Canvas> bar(double height) {
    return canvas -> {
      canvas.beginEntity("bar", 0, 5, height / 2, 0);
      canvas.rectangle(4, 0, 2, height, 0xFFFF0000);
      canvas.endEntity();
    };
  }

  @Test
  void nothingIsShownBetweenTwoEpisodesNorAcrossStepsThatWereNotSeen() {
    Show show = plugin();
    show.turn(frame(0, 7, 0, Ending.TERMINATED, square("gizmo", 4, 5)));
    assertThat(show.turn(frame(1, 0, 0, square("gizmo", 5, 5)))).isFalse();
    show.advance(0.01, 0.5);
    assertThat(middle(paint("episode", 200, 100, show))).isEqualTo(50);
    assertThat(show.turn(frame(1, 2, 0, square("gizmo", 6, 5)))).isFalse();
    show.advance(0.01, 0.5);
    assertThat(middle(paint("skipped", 200, 100, show))).isEqualTo(60);
    assertThat(show.turn(frame(1, 0, 0, square("gizmo", 7, 5)))).as("begun anew").isFalse();
    show.advance(0.01, 0.5);
    assertThat(middle(paint("anew", 200, 100, show))).isEqualTo(70);
  }

  @Test
  void everyKindOfThingInTheArcadeGamesHasASkin() {
    List<EnvironmentDefinition<?>> games = new Arcade().environments();
    assertThat(games).as("seven games, each also as pixels").hasSize(14);
    for (EnvironmentDefinition<?> game : games) {
      Show show = new Show(game.spec(), painter);
      Set<String> kinds = kinds(game.spec());
      assertThat(kinds).as("kinds in %s", game.id()).hasSizeGreaterThan(1);
      assertThat(kinds).as("kinds with a skin in %s", game.id()).allMatch(show::dresses);
      show.dispose();
    }
  }

  private Set<String> kinds(EnvironmentSpec spec) {
    Set<String> kinds = new TreeSet<>();
    try (Playback playback = new Playback(environments.vector(spec, 1), ANY, 1)) {
      for (int i = 0; i < 1_500; i++) {
        Scene.of(playback.frame().drawing()).things().forEach(thing -> kinds.add(thing.kind()));
        playback.step();
      }
    }
    return kinds;
  }

  private Playback play(String id, long seed) {
    return new Playback(environments.vector(environments.find(id).spec(), 1), ANY, seed);
  }

  @Test
  void brickThatBreaksFliesApartAndThePiecesEnd() {
    try (Playback playback = play("Breakout-v1", 2)) {
      Show show = new Show(playback.spec(), painter);
      show.turn(playback.frame());
      show.advance(0, 1);
      while (playback.frame().reward() == 0) {
        playback.step();
        show.turn(playback.frame());
        if (playback.frame().reward() == 0) {
          show.advance(1, 1); // whatever flew has ended
        }
      }
      int before = show.particles();
      show.advance(0.01, 0.25);
      assertThat(show.particles()).as("the ball is not there yet").isEqualTo(before);
      show.advance(0.01, 0.75);
      assertThat(show.particles()).isGreaterThan(before + 10);
      for (int i = 0; i < 120; i++) {
        show.advance(1 / 60.0, 1);
      }
      assertThat(show.particles()).isZero();
      show.dispose();
    }
  }

  @Test
  void endOfAGameIsSeen() {
    for (String id : new String[] {"Breakout-v1", "Asterix-v1", "SpaceInvaders-v1", "Snake-v1"}) {
      try (Playback playback = play(id, 3)) {
        Show show = new Show(playback.spec(), painter);
        while (!playback.ended()) {
          show.turn(playback.frame());
          show.advance(1, 1);
          playback.step();
        }
        int before = show.particles();
        show.turn(playback.frame());
        show.advance(0.01, 1);
        assertThat(show.particles()).as(id).isGreaterThan(before + 20);
        show.dispose();
      }
    }
  }

  @Test
  void seaHasNoSeamWhereItsShadesMeet() {
    Frame frame;
    try (Playback playback = play("Seaquest-v1", 2)) {
      frame = playback.frame();
    }
    for (int height : new int[] {460, 500, 527}) {
      Show show = new Show(environments.find("Seaquest-v1").spec(), painter);
      show.turn(frame);
      show.advance(0, 1);
      Picture picture = paint("sea-" + height, 600, height, show);
      double unit = height / 11.5; // the board and what is around it
      double last = green(picture, (int) (4.35 * unit));
      for (int y = (int) (4.35 * unit) + 1; y < 6.35 * unit; y++) {
        double now = green(picture, y);
        assertThat(now).as("row %s of %s", y, height).isCloseTo(last, within(4.0));
        last = now;
      }
      show.dispose();
    }
  }

  /** The mean of a row across the middle of the board. */
  private static double green(Picture picture, int y) {
    int sum = 0;
    for (int x = 200; x < 400; x++) {
      sum += picture.at(x, y) >> 8 & 0xFF;
    }
    return sum / 200.0;
  }

  @Test
  void samePlaybackGivesTheSamePictures() {
    assertThat(picture("twin-1").pixels()).isEqualTo(picture("twin-2").pixels());
  }

  private Picture picture(String name) {
    try (Playback playback = play("SpaceInvaders-v1", 5)) {
      Show show = new Show(playback.spec(), painter);
      for (int i = 0; i < 60; i++) {
        show.turn(playback.frame());
        show.advance(0.05, 0.5);
        show.advance(0.05, 1);
        playback.step();
      }
      Picture picture = paint(name, 428, 460, show);
      show.dispose();
      return picture;
    }
  }

  @Test
  void scoreStandsAboveTheBoardWhateverTheWindowsShape() {
    Frame frame;
    try (Playback playback = play("Breakout-v1", 2)) {
      frame = playback.frame();
      for (int[] size : new int[][] {{428, 460}, {900, 460}, {428, 800}}) {
        Show show = new Show(playback.spec(), painter);
        show.turn(frame);
        show.advance(0, 1);
        Picture picture = paint("shape-" + size[0] + "x" + size[1], size[0], size[1], show);
        // 40 pixels to the unit. The first brick's face is at (0.5, 8.5) of the board.
        int left = (size[0] - 428) / 2 + 14;
        int bottom = (size[1] - 460) / 2 + 14;
        int brick = picture.at(left + 20, bottom + 336);
        assertThat(brick >> 16 & 0xFF).isCloseTo(0xE4, within(50));
        assertThat(brick & 0xFF).isLessThan(0x90);
        show.dispose();
      }
    }
  }
}
