package org.palaestra.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbers marked "fontTools" were read from the same file by fontTools 4.38: advances from {@code
 * hmtx}, areas by its {@code AreaPen}, which counts clockwise contours as negative.
 */
class OutlineFontTest {

  private final OutlineFont font = OutlineFont.bundled();

  @Test
  void fontTellsItsMeasures() {
    assertThat(font.unitsPerEm()).isEqualTo(2048);
    assertThat(font.capHeight()).isEqualTo(1493);
    assertThat(font.ascent()).isEqualTo(1901);
    assertThat(font.descent()).isEqualTo(483);
  }

  /** fontTools. */
  @ParameterizedTest
  @CsvSource({
    "A, 1401, 2, -678360",
    "e, 1260, 2, -569410.75",
    "o, 1253, 2, -538210.25",
    "é, 1260, 3, -635586.75",
    "x, 1212, 1, ",
    "ẋ, 1212, 2, -499487.5",
    "Ẋ, 1403, 2, -660533",
    "θ, 1253, 3, -766237.66667",
    "π, 1233, 1, ",
    "→, 1716, 1, -393870",
    "∞, 1706, 3, -435678.66667",
    "○, 1787, 2, -536440.33333", // begins between two control points
    "ϱ, 1300, 2, -722134",
    "⊕, 1716, 3, -834797.33333",
  })
  void glyphIsAsFontToolsReadsIt(String character, int advance, int contours, Double area) {
    OutlineProbe outline = OutlineProbe.of(character);
    assertThat(font.has(character.codePointAt(0))).isTrue();
    assertThat(font.advance(character)).isEqualTo(advance);
    assertThat(outline.contours).isEqualTo(contours);
    if (area != null) {
      assertThat(outline.area).isCloseTo(area, within(1e-4));
    }
  }

  /** fontTools. */
  @Test
  void allGlyphsTogetherAreAsFontToolsReadsThem() {
    int characters = 0;
    int advances = 0;
    double area = 0;
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (font.has(c)) {
        characters++;
        advances += font.advance(c);
        area += OutlineProbe.of(Character.toString(c)).area;
      }
    }
    assertThat(characters).isEqualTo(716);
    assertThat(advances).isEqualTo(902067);
    assertThat(area).isCloseTo(-412717402.16667, within(1e-2));
  }

  @Test
  void straightLettersHaveTheirCorners() {
    assertThat(OutlineProbe.of("I").calls)
        .containsExactly("M 201.0 1493.0", "L 403.0 1493.0", "L 403.0 0.0", "L 201.0 0.0", "Z");
  }

  @Test
  void curvesPassThroughTheMiddleBetweenTwoControlPoints() {
    // In the file: (627, 991), controls (479, 991) and (307, 760), then (307, 559).
    assertThat(OutlineProbe.of("o").calls)
        .startsWith("M 627.0 991.0", "Q 479.0 991.0 393.0 875.5", "Q 307.0 760.0 307.0 559.0");
  }

  @Test
  void textIsAsWideAsItsCharacters() {
    assertThat(font.advance("AI")).isEqualTo(1401 + 604);
    OutlineProbe outline = OutlineProbe.of("AI");
    assertThat(outline.left).isEqualTo(16);
    assertThat(outline.right).isEqualTo(1401 + 403);
  }

  @Test
  void emptyTextAndSpacesDrawNothing() {
    assertThat(OutlineProbe.of("").calls).isEmpty();
    assertThat(OutlineProbe.of("  ").calls).isEmpty();
    assertThat(font.advance(" ")).isEqualTo(651);
  }

  @Test
  void combiningDotStandsOverItsLetter() {
    assertThat(font.advance("θ\u0307")).isEqualTo(font.advance("θ"));
    OutlineProbe theta = OutlineProbe.of("θ");
    OutlineProbe dotted = OutlineProbe.of("θ\u0307");
    assertThat(dotted.contours).isEqualTo(theta.contours + 1);
    // The dot is 184 wide and begins 176 above what it is made to stand on.
    String dot = dotted.calls.get(theta.calls.size());
    double center = (theta.left + theta.right) / 2;
    assertThat(dot).isEqualTo("M %s %s", center - 92, theta.top + (1556 - 1147));
    assertThat(dotted.bottom).isEqualTo(theta.bottom);
  }

  @Test
  void combiningDotStaysWhereItIsOverALowLetter() {
    OutlineProbe dotted = OutlineProbe.of("x\u0307");
    assertThat(dotted.top).isEqualTo(OutlineProbe.of("ẋ").top);
  }

  @ParameterizedTest
  @ValueSource(strings = {"中", "\n", "\uD800", "😀", "\uFFFF"})
  void missingCharacterBecomesABox(String character) {
    assertThat(font.has(character.codePointAt(0))).isFalse();
    OutlineProbe box = OutlineProbe.of(character);
    assertThat(box.contours).isEqualTo(2);
    assertThat(box.bottom).isZero();
    assertThat(box.top).isEqualTo(font.capHeight());
    assertThat(box.left).isPositive();
    assertThat(box.right).isLessThan(font.advance(character));
    // A frame, so its inner contour runs against the outer one.
    double outer = (box.right - box.left) * box.top;
    assertThat(Math.abs(box.area)).isBetween(0.1 * outer, 0.5 * outer);
  }

  @Test
  void leadingMarkIsDrawnAlone() {
    assertThat(OutlineProbe.of("\u0307").contours).isEqualTo(1);
  }

  @Test
  void brokenFilesAreRefusedWithTheReason() throws IOException {
    byte[] file;
    try (InputStream in = OutlineFont.openBundledFile()) {
      file = in.readAllBytes();
    }
    assertThatThrownBy(() -> OutlineFont.read(new byte[] {'O', 'T', 'T', 'O', 0, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4f54544f");
    assertThatThrownBy(() -> OutlineFont.read(Arrays.copyOf(file, file.length / 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reaches past the end of the file");
    assertThatThrownBy(() -> OutlineFont.read(new byte[] {0, 1, 0, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 4 bytes");
    byte[] renamed = file.clone();
    renamed[12] ^= 0x20; // the first table's tag
    assertThatThrownBy(() -> OutlineFont.read(new byte[] {0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the font has no table head");
    assertThat(OutlineFont.read(renamed).capHeight()).isEqualTo(1493); // OS/2 is not needed
  }
}
