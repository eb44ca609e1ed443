package org.palaestra.render.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.palaestra.render.Picture;
import org.palaestra.render.WindowTest;
import org.palaestra.view.Canvas;
import org.palaestra.view.Canvas.Align;

/** 200 by 100 pixels show a world of 20 by 10 units, so 10 pixels to the unit. */
@WindowTest
class GdxCanvasTest {

  private static final int BLACK = 0xFF000000;
  private static final int RED = 0xFFFF0000;
  private static final int WHITE = 0xFFFFFFFF;

  private Painter painter;
  private GdxCanvas canvas;

  @BeforeEach
  void open() {
    painter = new Painter();
    canvas = new GdxCanvas(painter);
  }

  @AfterEach
  void close() {
    painter.dispose();
  }

  private Picture paint(String name, Consumer<Canvas> scene) {
    return paint(name, 200, 100, scene);
  }

  private Picture paint(String name, int width, int height, Consumer<Canvas> scene) {
    return Picture.take(
        name,
        width,
        height,
        () -> {
          painter.begin(width, height);
          canvas.begin(new Area(0, 0, width, height));
          canvas.world(0, 0, 20, 10, BLACK);
          scene.accept(canvas);
          canvas.end();
          painter.end();
        });
  }

  @Test
  void rectangleCoversExactlyItsPixels() {
    Picture picture = paint("rectangle", c -> c.rectangle(2, 3, 4, 1, RED));
    assertThat(picture.count(0xFF0000, 0)).isEqualTo(40 * 10);
    assertThat(picture.count(0, 0)).isEqualTo(200 * 100 - 400);
    assertThat(picture.at(20, 30)).isEqualTo(0xFF0000);
    assertThat(picture.at(59, 39)).isEqualTo(0xFF0000);
    assertThat(picture.at(19, 30)).isZero();
    assertThat(picture.at(20, 40)).isZero();
  }

  @Test
  void neighbouringCellsMeetWithoutASeamOrAnOverlap() {
    Picture picture =
        paint(
            "cells",
            197,
            99,
            c -> {
              for (int i = 0; i < 20; i++) {
                c.rectangle(i, 0, 1, 10, 0x80FFFFFF);
              }
            });
    // Half white over black: a seam would be darker, an overlap lighter.
    assertThat(picture.count(0x808080, 2)).isGreaterThan(196 * 98);
    assertThat(picture.count(0xC0C0C0, 8)).isZero();
  }

  @Test
  void circleHasItsAreaAndAFadingEdge() {
    Picture picture = paint("circle", c -> c.circle(10, 5, 4, WHITE));
    assertThat(sum(picture) / 255.0).isCloseTo(Math.PI * 40 * 40, within(30.0));
    assertThat(picture.at(100, 50)).isEqualTo(0xFFFFFF);
    assertThat(picture.at(100, 88)).isEqualTo(0xFFFFFF);
    assertThat(picture.at(100, 91)).isZero();
    assertThat(picture.at(58, 50)).isZero();
    assertThat(picture.colors()).isGreaterThan(20);
  }

  private static double sum(Picture picture) {
    double sum = 0;
    for (int pixel : picture.pixels()) {
      sum += pixel & 0xFF;
    }
    return sum;
  }

  @Test
  void lineHasRoundEnds() {
    Picture picture = paint("line", c -> c.line(5, 5, 15, 5, 2, WHITE));
    assertThat(sum(picture) / 255.0).isCloseTo(100 * 20 + Math.PI * 100, within(15.0));
    assertThat(picture.at(42, 50)).isEqualTo(0xFFFFFF); // within the round end
    assertThat(picture.at(42, 58)).isZero(); // outside of it, inside of a square one
    assertThat(picture.at(100, 58)).isEqualTo(0xFFFFFF);
    assertThat(picture.at(100, 61)).isZero();
  }

  @Test
  void thinLineKeepsOnePixelsWorthOfInk() {
    Picture picture = paint("thin-line", c -> c.line(2, 1, 18, 9, 1e-6, WHITE));
    assertThat(sum(picture) / 255.0).isCloseTo(Math.hypot(160, 80), within(8.0));
  }

  @Test
  void polygonFillsWhicheverWayItTurns() {
    double[] anticlockwise = {2, 1, 8, 1, 5, 9};
    double[] clockwise = {12, 1, 15, 9, 18, 1};
    Picture picture =
        paint(
            "polygon",
            c -> {
              c.polygon(anticlockwise, WHITE);
              c.polygon(clockwise, RED);
            });
    assertThat(picture.at(50, 40)).isEqualTo(0xFFFFFF);
    assertThat(picture.at(150, 40)).isEqualTo(0xFF0000);
    assertThat(picture.at(25, 60)).isZero();
    assertThat(picture.at(125, 60)).isZero();
    assertThat(picture.count(0xFFFFFF, 0)).isCloseTo(60 * 80 / 2, within(120));
    assertThat(picture.count(0xFF0000, 0)).isCloseTo(60 * 80 / 2, within(120));
  }

  @Test
  void polygonsThatShareAnEdgeShowNoSeam() {
    Picture picture =
        paint(
            "slopes",
            c -> {
              c.polygon(new double[] {0, 0, 7.3, 0, 9.1, 10, 0, 10}, WHITE);
              c.polygon(new double[] {7.3, 0, 20, 0, 20, 10, 9.1, 10}, WHITE);
            });
    assertThat(picture.count(0xFFFFFF, 1)).isEqualTo(200 * 100);
  }

  @Test
  void laterShapesCoverEarlierOnesTextIncluded() {
    Picture picture =
        paint(
            "order",
            c -> {
              c.text("HHH", 2, 2, 6, Align.LEFT, WHITE);
              c.rectangle(0, 0, 20, 5, RED);
            });
    assertThat(picture.at(25, 30)).isEqualTo(0xFF0000);
    assertThat(picture.count(0xFFFFFF, 0)).isGreaterThan(100);
  }

  @Test
  void textStandsOnItsBaselineAndIsAsHighAsAsked() {
    Picture picture = paint("text", c -> c.text("H", 10, 2, 4, Align.CENTER, WHITE));
    int lowest = 100;
    int highest = 0;
    int leftmost = 200;
    int rightmost = 0;
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 200; x++) {
        if ((picture.at(x, y) & 0xFF) > 128) {
          lowest = Math.min(lowest, y);
          highest = Math.max(highest, y);
          leftmost = Math.min(leftmost, x);
          rightmost = Math.max(rightmost, x);
        }
      }
    }
    assertThat(lowest).isBetween(19, 21);
    assertThat(highest).isBetween(58, 61);
    assertThat((leftmost + rightmost) / 2.0).isCloseTo(100, within(2.0));
  }

  @Test
  void signsOfMathematicsLeaveInk() {
    for (String sign : new String[] {"θ", "ẋ", "π", "→", "×", "−", "ε"}) {
      Picture picture = paint("sign", c -> c.text(sign, 10, 3, 4, Align.CENTER, WHITE));
      assertThat(picture.count(0xFFFFFF, 40)).as("ink of %s", sign).isGreaterThan(40);
    }
  }

  @Test
  void manySizesOfTextComeAndGo() {
    Picture picture =
        paint(
            "sizes",
            c -> {
              for (int i = 1; i <= 40; i++) {
                c.text("x", i * 0.45, 4, 0.2 + i * 0.08, Align.CENTER, WHITE);
              }
            });
    assertThat(picture.count(0xFFFFFF, 60)).isGreaterThan(400);
  }

  @Test
  void worldKeepsItsProportionsAndIsClippedAtItsEdges() {
    Picture picture = paint("square", 200, 200, c -> c.rectangle(-100, -100, 200, 200, RED));
    assertThat(picture.count(0xFF0000, 0)).isEqualTo(200 * 100);
    assertThat(picture.at(100, 49)).isZero();
    assertThat(picture.at(100, 50)).isEqualTo(0xFF0000);
    assertThat(picture.at(100, 149)).isEqualTo(0xFF0000);
    assertThat(picture.at(100, 150)).isZero();
  }

  @Test
  void emptyWorldAndHalfAPolygonAreRefused() {
    assertThatThrownBy(() -> canvas.world(0, 0, 0, 1, BLACK)).hasMessageContaining("x 0.0 to 0.0");
    assertThatThrownBy(() -> canvas.polygon(new double[5], RED)).hasMessageContaining("5 numbers");
  }
}
