package org.palaestra.agents.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;

final class TileCoderTest {

  private static int[] features(TileCoder coder, float... point) {
    int[] out = new int[coder.tilings()];
    coder.encode(point, 0, out, 0);
    return out;
  }

  private static TileSettings tiles(int tilings, int... counts) {
    return new TileSettings(tilings, counts, "", "", 1024);
  }

  @Test
  void gridsAreDisplacedByOddPartsOfATile() {
    // Two grids of 4 tiles from 0 to 4 and one tile more, the second displaced by half a tile:
    // features 0 to 4 and 5 to 9.
    TileCoder coder = new TileCoder(Box.of(0, 4, 1), tiles(2, 4));
    assertThat(coder.features()).isEqualTo(10);
    assertThat(features(coder, 0)).containsExactly(0, 5);
    assertThat(features(coder, 0.6f)).containsExactly(0, 6);
    assertThat(features(coder, 1)).containsExactly(1, 6);
    assertThat(features(coder, 3.9f)).containsExactly(3, 9);
  }

  @Test
  void everyDimensionIsDisplacedByItsOwnPart() {
    // Four grids of 1 × 1; the second by 1/4 and 3/4: (0.5, 0.1) → (0.75, 0.85), (0.8, 0.3) →
    // (1.05, 1.05). A grid has 2 × 2 features.
    TileCoder coder = new TileCoder(Box.of(0, 1, 2), tiles(4, 1));
    assertThat(features(coder, 0.5f, 0.1f)[1]).isEqualTo(4);
    assertThat(features(coder, 0.8f, 0.1f)[1]).isEqualTo(4 + 2);
    assertThat(features(coder, 0.5f, 0.3f)[1]).isEqualTo(4 + 1);
    assertThat(features(coder, 0.8f, 0.3f)[1]).isEqualTo(4 + 3);
  }

  @Test
  void whatLiesOutsideCountsAsTheEdge() {
    TileCoder coder = new TileCoder(Box.of(0, 4, 1), tiles(2, 4));
    assertThat(features(coder, -7)).containsExactly(features(coder, 0));
    assertThat(features(coder, 4)).containsExactly(features(coder, 3.99f));
    assertThat(features(coder, Float.POSITIVE_INFINITY)).containsExactly(features(coder, 4));
  }

  /** Points that are near share tiles, those more than a tile apart do not. */
  @Test
  void nearnessIsHowManyTilesAreShared() {
    TileCoder coder = new TileCoder(Box.of(0, 8, 1), tiles(8, 8));
    for (int eighths = 0; eighths <= 12; eighths++) {
      int[] a = features(coder, 2.01f);
      int[] b = features(coder, 2.01f + eighths / 8f);
      int shared = 0;
      for (int t = 0; t < 8; t++) {
        shared += a[t] == b[t] ? 1 : 0;
      }
      assertThat(shared).isEqualTo(Math.max(0, 8 - eighths));
    }
  }

  @Test
  void noTwoTilesShareANumberIfThereIsRoom() {
    TileCoder coder =
        new TileCoder(Box.of(0, 1, 2), new TileSettings(8, new int[] {3, 5}, "", "", 1024));
    assertThat(coder.features()).isEqualTo(8 * 4 * 6);
    RandomStream random = new RandomStream(1);
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      int[] features = features(coder, random.nextFloat(), random.nextFloat());
      for (int t = 0; t < 8; t++) {
        assertThat(features[t]).isBetween(t * 24, t * 24 + 23);
        seen.add(features[t]);
      }
    }
    // The first grid is not displaced and does without its last row and column.
    assertThat(seen).hasSize(8 * 24 - (24 - 15));
  }

  @Test
  void tooManyTilesAreSpreadEvenly() {
    TileCoder coder = new TileCoder(Box.of(0, 1, 6), tiles(8, 8));
    assertThat(coder.features()).isEqualTo(1024);
    RandomStream random = new RandomStream(2);
    int[] counts = new int[1024];
    float[] point = new float[6];
    for (int i = 0; i < 12_800; i++) {
      for (int k = 0; k < 6; k++) {
        point[k] = random.nextFloat();
      }
      for (int feature : features(coder, point)) {
        counts[feature]++;
      }
    }
    // 100 each on average.
    for (int count : counts) {
      assertThat(count).isBetween(40, 190);
    }
  }

  /** x / (1 + |x|) of 0.5, 1 and 3 is 1/3, 1/2 and 3/4: four tiles from −1 to 1 are 1/2 wide. */
  @Test
  void whatHasNoBoundsIsSquashed() {
    float none = Float.POSITIVE_INFINITY;
    TileCoder both = new TileCoder(box(-none, none), tiles(1, 4));
    assertThat(features(both, -none)).containsExactly(0);
    assertThat(features(both, -1.01f)).containsExactly(0);
    assertThat(features(both, -0.99f)).containsExactly(1);
    assertThat(features(both, 0.99f)).containsExactly(2);
    assertThat(features(both, 1.01f)).containsExactly(3);
    assertThat(features(both, none)).containsExactly(3);
    // From 0 on tiles are 1/4 wide.
    TileCoder above = new TileCoder(box(2, none), tiles(1, 4));
    assertThat(features(above, 0)).containsExactly(0);
    assertThat(features(above, 2.3f)).containsExactly(0);
    assertThat(features(above, 2.4f)).containsExactly(1);
    assertThat(features(above, 5.1f)).containsExactly(3);
    TileCoder below = new TileCoder(box(-none, 2), tiles(1, 4));
    assertThat(features(below, 4)).containsExactly(3);
    assertThat(features(below, 1.7f)).containsExactly(3);
    assertThat(features(below, 1.6f)).containsExactly(2);
    assertThat(features(below, -none)).containsExactly(0);
    // A person knows better.
    TileCoder given =
        new TileCoder(box(-none, none), new TileSettings(1, new int[] {4}, "-2", "2", 1024));
    assertThat(features(given, 0.99f)).containsExactly(2);
    assertThat(features(given, 1.01f)).containsExactly(3);
    assertThat(features(given, -1.01f)).containsExactly(0);
    assertThat(features(given, -0.99f)).containsExactly(1);
  }

  private static Box box(float low, float high) {
    return Box.vector(new float[] {low}, new float[] {high});
  }

  private static TileSettings within(String low, String high) {
    return new TileSettings(8, new int[] {8}, low, high, 1024);
  }

  @Test
  void badSettingsAreRefusedByName() {
    Box box = Box.of(0, 1, 3);
    assertThatThrownBy(() -> TileSettings.of(0, 8))
        .hasMessage("tiles.tilings must be from 1 to 1024, got 0");
    assertThatThrownBy(() -> TileSettings.of(8, 0))
        .hasMessage("tiles.tiles must be from 1 to 65536, got 0");
    assertThatThrownBy(() -> within("a", ""))
        .hasMessage("tiles.low=a: expected numbers such as -1,0.5");
    assertThatThrownBy(() -> within("", "1,Infinity"))
        .hasMessage("tiles.high=1,Infinity: numbers must be finite");
    assertThatThrownBy(() -> new TileCoder(box, tiles(8, 1, 2)))
        .hasMessage("tiles.tiles must hold 1 or 3 numbers, got 2");
    assertThatThrownBy(() -> new TileCoder(box, within("0,0", "")))
        .hasMessage("tiles.low must hold 3 numbers, got 2");
    assertThatThrownBy(() -> new TileCoder(box, within("", "1,0,1")))
        .hasMessage("tiles.low must lie below tiles.high, got 0.0 and 0.0");
  }
}
