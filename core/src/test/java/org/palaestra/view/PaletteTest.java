package org.palaestra.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaletteTest {

  private static int shown(Palette palette, int color) {
    IndexColorModel model = palette.colorModel();
    return model.getRGB(Byte.toUnsignedInt(palette.index(color))) & 0xFFFFFF;
  }

  private static int worstChannel(int a, int b) {
    int worst = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      worst = Math.max(worst, Math.abs(((a >> shift) & 0xFF) - ((b >> shift) & 0xFF)));
    }
    return worst;
  }

  @Test
  void flatColorsAreKeptExactly() {
    int[] colors = {0xF7F7F2, 0x33526E, 0xC8803C, 0x20242B, 0x010203, 0xFFFFFF};
    int[] frame = new int[6000];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = 0xFF000000 | colors[i % colors.length];
    }
    Palette palette = new Palette(List.of(frame));
    for (int color : colors) {
      assertThat(shown(palette, 0xFF000000 | color)).isEqualTo(color);
    }
  }

  @Test
  void flatColorAmongItsBlendsIsKeptExactly() {
    int[] frame = new int[1000];
    Arrays.fill(frame, 0xC8803C);
    for (int i = 0; i < 300; i++) {
      frame[3 * i] = 0xC8803C + i % 4; // of the same group when colours are counted
    }
    assertThat(shown(new Palette(List.of(frame)), 0xC8803C)).isEqualTo(0xC8803C);
  }

  @Test
  void colorThatTurnsUpLateIsNearlyMet() {
    int[] noise = new int[100_000]; // wants more colours than there are
    long seed = 20260101;
    Random random = new Random(seed);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = 0x808080 | random.nextInt(0x1000000);
    }
    Palette palette = new Palette(List.of(noise));
    for (int i = 0; i < 10_000; i++) {
      int color = random.nextInt(0x1000000);
      // 43 in each channel is the farthest; another entry may be nearer in sum and not in each.
      assertThat(worstChannel(color, shown(palette, color)))
          .as("color %06x, seed %d", color, seed)
          .isLessThanOrEqualTo(75);
    }
  }

  @Test
  void samePixelsGiveTheSamePalette() {
    int[] frame = new Random(7).ints(10_000, 0, 0x1000000).toArray();
    int[] first = colors(new Palette(List.of(frame)));
    int[] second = colors(new Palette(List.of(frame)));
    assertThat(first).isEqualTo(second).doesNotHaveDuplicates();
  }

  private static int[] colors(Palette palette) {
    int[] all = new int[Palette.SIZE + 1];
    palette.colorModel().getRGBs(all);
    return Arrays.copyOf(all, Palette.SIZE); // without the index that stands for no change
  }
}
