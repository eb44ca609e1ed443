package org.palaestra.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwtCanvasTest {

  private static final int BLACK = 0xFF000000;
  private static final int WHITE = 0xFFFFFFFF;
  private static final int RED = 0xFFFF0000;
  private static final int BLUE = 0xFF0000FF;

  /** 100 by 50 pixels, ten to a unit, black. */
  private static AwtCanvas tenPixelsAUnit() {
    AwtCanvas canvas = new AwtCanvas(100, 50);
    canvas.world(0, 0, 10, 5, BLACK);
    return canvas;
  }

  /** The smallest rectangle around all pixels that are not of the background. */
  private static Rectangle ink(AwtCanvas canvas, int background) {
    Rectangle ink = new Rectangle(0, 0, -1, -1);
    BufferedImage image = canvas.image();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) != background) {
          ink.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return ink;
  }

  /** How many pixels white covers on black, parts of pixels included. */
  private static double coverage(AwtCanvas canvas) {
    double sum = 0;
    for (int pixel : Scene.pixels(canvas)) {
      sum += (pixel & 0xFF) / 255.0;
    }
    return sum;
  }

  private static long count(AwtCanvas canvas, int color) {
    long count = 0;
    for (int pixel : Scene.pixels(canvas)) {
      count += pixel == (color & 0xFFFFFF) ? 1 : 0;
    }
    return count;
  }

  @Test
  void rectangleCoversExactlyItsPixelsAndYGrowsUpwards() {
    AwtCanvas canvas = tenPixelsAUnit();
    canvas.rectangle(1, 0.5, 2, 1, RED); // 10 to 30 from the left, 5 to 15 from the bottom
    assertThat(ink(canvas, BLACK)).isEqualTo(new Rectangle(10, 35, 20, 10));
    assertThat(count(canvas, RED)).isEqualTo(200);
  }

  @Test
  void worldNeedNotBeginAtZero() {
    AwtCanvas canvas = new AwtCanvas(100, 50);
    canvas.world(-5, -2, 5, 3, BLACK);
    canvas.rectangle(-4, -1.5, 2, 1, RED);
    assertThat(ink(canvas, BLACK)).isEqualTo(new Rectangle(10, 35, 20, 10));
  }

  @Test
  void worldKeepsItsProportionsInTheMiddle() {
    AwtCanvas high = new AwtCanvas(100, 100);
    high.world(0, 0, 10, 5, BLUE);
    high.rectangle(0, 0, 10, 5, RED);
    assertThat(ink(high, BLUE)).isEqualTo(new Rectangle(0, 25, 100, 50));
    AwtCanvas wide = new AwtCanvas(300, 50);
    wide.world(0, 0, 10, 5, BLUE);
    wide.rectangle(0, 0, 10, 5, RED);
    assertThat(ink(wide, BLUE)).isEqualTo(new Rectangle(100, 0, 100, 50));
  }

  @Test
  void shapesEndAtTheEdgeOfTheWorld() {
    AwtCanvas canvas = new AwtCanvas(100, 100);
    canvas.world(0, 0, 10, 5, BLUE);
    canvas.rectangle(-100, -100, 200, 200, RED);
    canvas.circle(5, 5, 3, WHITE);
    assertThat(ink(canvas, BLUE)).isEqualTo(new Rectangle(0, 25, 100, 50));
  }

  @Test
  void cellsOfAGridMeetWithoutASeam() {
    AwtCanvas canvas = new AwtCanvas(100, 100);
    canvas.world(0, 0, 7, 7, WHITE);
    for (int row = 0; row < 7; row++) {
      for (int column = 0; column < 7; column++) {
        canvas.rectangle(column, row, 1, 1, (row + column) % 2 == 0 ? RED : BLUE);
      }
    }
    assertThat(count(canvas, RED) + count(canvas, BLUE)).isEqualTo(100 * 100);
  }

  @Test
  void thinRectangleIsStillSeen() {
    AwtCanvas canvas = tenPixelsAUnit();
    canvas.rectangle(2, 1, 0.001, 2, RED);
    assertThat(ink(canvas, BLACK)).isEqualTo(new Rectangle(20, 20, 1, 20));
    canvas.world(0, 0, 10, 5, BLACK);
    canvas.rectangle(2, 1, 0, 2, RED);
    assertThat(count(canvas, BLACK)).isEqualTo(5000);
  }

  @Test
  void circleIsFilledRoundAndSmooth() {
    AwtCanvas canvas = tenPixelsAUnit();
    canvas.circle(5, 2.5, 2, WHITE);
    assertThat(canvas.image().getRGB(50, 25)).isEqualTo(WHITE);
    assertThat(canvas.image().getRGB(50, 3)).isEqualTo(BLACK);
    assertThat(canvas.image().getRGB(50 - 16, 25 - 16)).isEqualTo(BLACK); // the square's corner
    assertThat(ink(canvas, BLACK)).isEqualTo(new Rectangle(30, 5, 40, 40));
    assertThat(coverage(canvas)).isCloseTo(Math.PI * 400, within(4.0));
    assertThat(count(canvas, WHITE) + count(canvas, BLACK)).isLessThan(5000); // blended edges
  }

  @Test
  void lineIsAsThickAsAskedAndRoundAtItsEnds() {
    AwtCanvas canvas = tenPixelsAUnit();
    canvas.line(2, 2.5, 8, 2.5, 0.8, WHITE);
    assertThat(ink(canvas, BLACK)).isEqualTo(new Rectangle(16, 21, 68, 8));
    for (int y = 21; y < 29; y++) {
      assertThat(canvas.image().getRGB(50, y)).isEqualTo(WHITE);
    }
    assertThat(coverage(canvas)).isCloseTo(60 * 8 + Math.PI * 16, within(2.0));
  }

  @Test
  void hairlineIsOnePixelThick() {
    AwtCanvas canvas = tenPixelsAUnit();
    canvas.line(2, 2.45, 8, 2.45, 0, WHITE); // through the middle of a row
    assertThat(canvas.image().getRGB(50, 25)).isEqualTo(WHITE);
    assertThat(coverage(canvas)).isCloseTo(60, within(1.5));
  }

  @Test
  void polygonCoversItsArea() {
    AwtCanvas canvas = tenPixelsAUnit();
    canvas.polygon(new double[] {1, 1, 5, 1, 1, 4}, WHITE);
    assertThat(coverage(canvas)).isCloseTo(40 * 30 / 2.0, within(2.0));
    assertThat(canvas.image().getRGB(11, 38)).isEqualTo(WHITE); // the right angle, lower left
    assertThat(canvas.image().getRGB(48, 12)).isEqualTo(BLACK);
  }

  @Test
  void laterShapesCoverEarlierOnes() {
    AwtCanvas canvas = tenPixelsAUnit();
    canvas.circle(5, 2.5, 2, RED);
    canvas.rectangle(4.5, 2, 1, 1, BLUE);
    canvas.line(5, 2.5, 5, 2.5, 0.4, WHITE);
    assertThat(canvas.image().getRGB(50, 25)).isEqualTo(WHITE);
    assertThat(canvas.image().getRGB(46, 21)).isEqualTo(BLUE);
    assertThat(canvas.image().getRGB(40, 25)).isEqualTo(RED);
  }

  @Test
  void translucentColorLetsThroughWhatIsBelow() {
    AwtCanvas canvas = tenPixelsAUnit();
    canvas.rectangle(0, 0, 10, 5, 0x80FFFFFF);
    assertThat(canvas.image().getRGB(50, 25) & 0xFF).isBetween(127, 129);
    canvas.world(0, 0, 10, 5, 0x00FFFFFF);
    assertThat(canvas.image().getRGB(50, 25)).isEqualTo(WHITE); // the background is opaque
  }

  @Test
  void nextFrameShowsNothingOfTheLast() {
    AwtCanvas canvas = new AwtCanvas(300, 200);
    Scene.paint(canvas, 0);
    BufferedImage image = canvas.image();
    canvas.world(0, 0, 1, 1, RED);
    assertThat(count(canvas, RED)).isEqualTo(300 * 200);
    assertThat(canvas.image()).isSameAs(image);
  }

  @Test
  void samePaintingGivesTheSamePixels() {
    AwtCanvas fresh = new AwtCanvas(300, 200);
    Scene.paint(fresh, 5);
    AwtCanvas used = new AwtCanvas(300, 200);
    Scene.paint(used, 1);
    used.caption("a", "b");
    Scene.paint(used, 5);
    assertThat(Scene.pixels(used)).isEqualTo(Scene.pixels(fresh));
    Scene.paint(used, 6);
    assertThat(Scene.pixels(used)).isNotEqualTo(Scene.pixels(fresh));
  }

  @Test
  void capitalLetterHasTheHeightAskedForAndStandsOnItsBaseline() {
    AwtCanvas canvas = tenPixelsAUnit();
    canvas.text("H", 1, 1, 2, Canvas.Align.LEFT, WHITE);
    Rectangle ink = ink(canvas, BLACK);
    assertThat(ink.y).isEqualTo(20);
    assertThat(ink.height).isEqualTo(20);
    // In font units the ink is 201 to 1339 wide; 1493 are 20 pixels.
    assertThat(ink.x).isEqualTo((int) (10 + 201 * 20 / 1493.0));
    assertThat(ink.getMaxX()).isEqualTo(Math.ceil(10 + 1339 * 20 / 1493.0));
    assertThat(canvas.image().getRGB(14, 30)).isEqualTo(WHITE);
    assertThat(canvas.image().getRGB(20, 22)).isEqualTo(BLACK); // between the stems
  }

  @Test
  void textStartsEndsOrIsCentredAtItsPoint() {
    double width = OutlineFont.bundled().advance("HHH") * 10 / 1493.0; // 31 pixels
    double bearing = 201 * 10 / 1493.0;
    assertThat(inkOf("HHH", Canvas.Align.LEFT).getMinX()).isCloseTo(50 + bearing, within(1.0));
    assertThat(inkOf("HHH", Canvas.Align.RIGHT).getMaxX()).isCloseTo(50 - bearing, within(1.0));
    Rectangle center = inkOf("HHH", Canvas.Align.CENTER);
    assertThat(center.getMinX()).isCloseTo(50 - width / 2 + bearing, within(1.0));
    assertThat(center.getMaxX()).isCloseTo(50 + width / 2 - bearing, within(1.0));
  }

  private static Rectangle inkOf(String text, Canvas.Align align) {
    AwtCanvas canvas = tenPixelsAUnit();
    canvas.text(text, 5, 2, 1, align, WHITE);
    return ink(canvas, BLACK);
  }

  @Test
  void counterOfALetterStaysOpen() {
    AwtCanvas canvas = tenPixelsAUnit();
    canvas.text("O", 5, 1, 3, Canvas.Align.CENTER, WHITE);
    assertThat(canvas.image().getRGB(50, 25)).isEqualTo(BLACK);
    assertThat(count(canvas, WHITE)).isGreaterThan(100);
  }

  @Test
  void captionTakesAStripBelowTheWorld() {
    AwtCanvas canvas = AwtCanvas.withCaption(360, 180);
    canvas.world(0, 0, 1, 1, BLUE);
    canvas.rectangle(-10, -10, 20, 20, RED);
    assertThat(ink(canvas, BLUE)).isEqualTo(new Rectangle(99, 0, 162, 162)); // 18 rows are kept
    canvas.caption("episode 1 · step 2", "return −3");
    assertThat(count(canvas, RED)).isEqualTo(162 * 162);
    int strip = canvas.image().getRGB(180, 178);
    assertThat(strip).isNotEqualTo(BLUE);
    assertThat(textColumns(canvas, 162, strip)).satisfies(AwtCanvasTest::leavesMargins);
  }

  @Test
  void captionCoversTheLowestRowsOfAPictureWithoutAStrip() {
    AwtCanvas canvas = new AwtCanvas(360, 180);
    canvas.world(0, 0, 2, 1, RED);
    canvas.caption("episode 1", "");
    assertThat(count(canvas, RED)).isEqualTo(360 * 162);
  }

  @Test
  void longCaptionIsPaintedSmaller() {
    AwtCanvas canvas = AwtCanvas.withCaption(360, 180);
    canvas.caption("0123456789".repeat(6), "0123456789".repeat(2));
    int strip = canvas.image().getRGB(1, 179);
    assertThat(textColumns(canvas, 162, strip)).satisfies(AwtCanvasTest::leavesMargins);
  }

  /** For each column, whether the strip that begins at {@code top} has text there. */
  private static boolean[] textColumns(AwtCanvas canvas, int top, int strip) {
    boolean[] columns = new boolean[canvas.image().getWidth()];
    for (int x = 0; x < columns.length; x++) {
      for (int y = top; y < canvas.image().getHeight(); y++) {
        columns[x] |= canvas.image().getRGB(x, y) != strip;
      }
    }
    return columns;
  }

  private static void leavesMargins(boolean[] columns) {
    int margin = 7;
    for (int x = 0; x < margin; x++) {
      assertThat(columns[x] || columns[columns.length - 1 - x])
          .as("ink %d from an edge", x)
          .isFalse();
    }
    boolean atLeft = false;
    boolean atRight = false;
    for (int x = margin; x < margin + 4; x++) {
      atLeft |= columns[x];
      atRight |= columns[columns.length - 1 - x];
    }
    assertThat(atLeft && atRight).as("text begins and ends at the margins").isTrue();
  }

  @Test
  void pngHoldsThePicture(@TempDir Path folder) throws IOException {
    AwtCanvas canvas = new AwtCanvas(300, 200);
    Scene.paint(canvas, 5);
    Path file = folder.resolve("scene.png");
    Files.writeString(file, "an older one");
    canvas.writePng(file);
    BufferedImage read = ImageIO.read(file.toFile());
    assertThat(read.getWidth()).isEqualTo(300);
    assertThat(read.getRGB(0, 0, 300, 200, null, 0, 300))
        .isEqualTo(canvas.image().getRGB(0, 0, 300, 200, null, 0, 300));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void pngThatCannotBeWrittenLeavesNothingBehind(@TempDir Path folder) throws IOException {
    Path taken = folder.resolve("taken.png");
    Path inside = Files.createDirectories(taken.resolve("inside"));
    AwtCanvas canvas = tenPixelsAUnit();
    assertThatThrownBy(() -> canvas.writePng(taken)).isInstanceOf(IOException.class);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files).containsExactlyInAnyOrder(folder, taken, inside);
    }
  }

  @Test
  void wrongNumbersAreNamed() {
    assertThatThrownBy(() -> new AwtCanvas(0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0 by 10");
    assertThatThrownBy(() -> AwtCanvas.withCaption(10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 1");
    assertThatThrownBy(() -> new AwtCanvas(10, 10).circle(0, 0, 1, RED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("world(...) first");
    AwtCanvas canvas = tenPixelsAUnit();
    assertThatThrownBy(() -> canvas.world(1, 0, 1, 5, RED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x 1.0 to 1.0");
    assertThatThrownBy(() -> canvas.world(0, 0, Double.NaN, 5, RED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> canvas.rectangle(0, Double.NaN, 1, 1, RED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a rectangle must have finite numbers, got [0.0, NaN, 1.0, 1.0]");
    assertThatThrownBy(() -> canvas.polygon(new double[] {0, 0, 1, 1}, RED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 4 numbers");
    assertThat(count(canvas, BLACK)).isEqualTo(5000); // and nothing was painted
  }
}
