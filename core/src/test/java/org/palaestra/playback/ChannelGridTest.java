package org.palaestra.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.space.Box;
import org.palaestra.view.AwtCanvas;

final class ChannelGridTest {

  /** How many colours a picture has in which every cell is white. */
  private static long colors(int cells, int pixels) {
    float[] white = new float[cells * cells];
    Arrays.fill(white, 255);
    AwtCanvas canvas = new AwtCanvas(pixels, pixels);
    new ChannelGrid(Box.bytes(cells, cells, 1)).paint(white, canvas);
    BufferedImage image = canvas.image();
    return IntStream.of(image.getRGB(0, 0, pixels, pixels, null, 0, pixels)).distinct().count();
  }

  @ParameterizedTest
  @ValueSource(ints = {252, 300, 397, 420, 600})
  void picturesAreNotCutByLines(int pixels) {
    assertThat(colors(84, pixels)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {252, 397, 600})
  void squaresOfABoardStandApart(int pixels) {
    assertThat(colors(10, pixels)).isEqualTo(2);
  }
}
