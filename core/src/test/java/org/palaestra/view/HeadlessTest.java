package org.palaestra.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own, without a display, the pictures are the same and no font is asked for. */
class HeadlessTest {

  /** Paints and writes; prints a hash of the pixels. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      AwtCanvas canvas = paint();
      canvas.writePng(folder.resolve("scene.png"));
      try (GifWriter gif = new GifWriter(folder.resolve("scene.gif"), 2)) {
        gif.add(canvas.image());
        gif.finish();
      }
      System.out.println("pixels " + Arrays.hashCode(Scene.pixels(canvas)));
    }
  }

  private static AwtCanvas paint() {
    AwtCanvas canvas = AwtCanvas.withCaption(300, 200);
    Scene.paint(canvas, 5);
    canvas.caption("episode 1", "return 5");
    return canvas;
  }

  @Test
  void picturesNeedNeitherDisplayNorFonts(@TempDir Path folder) throws Exception {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            "-Xlog:class+load",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            folder.toString());
    builder.environment().remove("DISPLAY");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String printed = Files.readString(output);
    assertThat(process.exitValue()).as(printed).isZero();
    assertThat(printed)
        .contains("pixels " + Arrays.hashCode(Scene.pixels(paint())))
        .contains(AwtCanvas.class.getName() + " source:")
        .doesNotContain("sun.font.FontManager", "sun.font.SunFontManager", "sun.font.Font2D");
    assertThat(folder.resolve("scene.png")).isNotEmptyFile();
    assertThat(folder.resolve("scene.gif")).isNotEmptyFile();
  }
}
