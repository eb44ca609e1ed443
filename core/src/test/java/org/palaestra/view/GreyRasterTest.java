package org.palaestra.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class GreyRasterTest {

  private static final int BLACK = 0xFF000000;
  private static final int WHITE = 0xFFFFFFFF;

  private static String[] rows(GreyRaster raster, int width, int height) {
    float[] pixels = new float[width * height];
    raster.copyTo(pixels, 0);
    String[] rows = new String[height];
    for (int y = 0; y < height; y++) {
      StringBuilder row = new StringBuilder();
      for (int x = 0; x < width; x++) {
        row.append(pixels[y * width + x] == 0 ? '.' : pixels[y * width + x] == 255 ? '#' : '+');
      }
      rows[y] = row.toString();
    }
    return rows;
  }

  @Test
  void rectanglesCoverWholePixels() {
    GreyRaster raster = new GreyRaster(6, 4);
    raster.world(0, 0, 6, 4, BLACK);
    raster.rectangle(1, 0, 2, 3, WHITE);
    raster.rectangle(5, 3.2, 0.1, 0.1, WHITE);
    assertThat(rows(raster, 6, 4)).containsExactly(".....#", ".##...", ".##...", ".##...");
  }

  @Test
  void rectanglesWithoutAreaLeaveNoPixel() {
    GreyRaster raster = new GreyRaster(3, 2);
    raster.world(0, 0, 3, 2, BLACK);
    raster.rectangle(1, 0, 0, 1, WHITE);
    raster.rectangle(1, 0, 1, 0, WHITE);
    assertThat(rows(raster, 3, 2)).containsOnly("...");
  }

  @Test
  void aWorldOfOtherProportionsIsCentredAndCutsWhatLeavesIt() {
    GreyRaster raster = new GreyRaster(6, 4);
    raster.world(0, 0, 2, 2, BLACK);
    raster.rectangle(-5, 0, 20, 1, WHITE);
    assertThat(rows(raster, 6, 4)).containsExactly("......", "......", ".####.", ".####.");
  }

  @Test
  void circlesCoverThePixelsWhoseCentresTheyCover() {
    GreyRaster raster = new GreyRaster(6, 6);
    raster.world(0, 0, 6, 6, BLACK);
    raster.circle(3, 3, 2, WHITE);
    assertThat(rows(raster, 6, 6))
        .containsExactly("......", "..##..", ".####.", ".####.", "..##..", "......");
  }

  @Test
  void thinLinesAreNotLost() {
    GreyRaster raster = new GreyRaster(5, 5);
    raster.world(0, 0, 5, 5, BLACK);
    raster.line(2.2, 0, 2.2, 5, 0.01, WHITE);
    assertThat(rows(raster, 5, 5)).containsOnly("..#..");
  }

  @Test
  void trianglesFillBetweenTheirEdges() {
    GreyRaster raster = new GreyRaster(6, 3);
    raster.world(0, 0, 6, 3, BLACK);
    raster.polygon(new double[] {0, 0, 6, 0, 3, 3}, WHITE);
    assertThat(rows(raster, 6, 3)).containsExactly("..##..", ".####.", "######");
  }

  @Test
  void coloursBecomeGreyAndShineThrough() {
    GreyRaster raster = new GreyRaster(3, 1);
    raster.world(0, 0, 3, 1, BLACK);
    raster.rectangle(0, 0, 1, 1, 0xFFFF0000);
    raster.rectangle(1, 0, 1, 1, 0xFF00FF00);
    raster.rectangle(2, 0, 1, 1, 0x80FFFFFF);
    float[] pixels = new float[3];
    raster.copyTo(pixels, 0);
    // 0.299 · 255, 0.587 · 255, 255 · 128 / 255
    assertThat(pixels).containsExactly(76, 150, 128);
  }

  @Test
  void aRasterNeedsPixels() {
    assertThatThrownBy(() -> new GreyRaster(0, 4)).hasMessageContaining("got 0 by 4");
  }
}
