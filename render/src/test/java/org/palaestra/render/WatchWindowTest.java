package org.palaestra.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whole windows, each in a process of its own, as a person would start them. */
class WatchWindowTest {

  private static final String OWN = "own";
  private static final String NONE = "";

  private final Path folder;

  WatchWindowTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private record Outcome(int code, String output) {}

  /** Runs {@link Demo} on a display by name, or on none if that is empty. */
  private Outcome demo(String display, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Demo.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    if (!display.equals(OWN)) {
      environment.put("DISPLAY", display);
      environment.remove("WAYLAND_DISPLAY");
    }
    Process process = builder.start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as("ended in time; it said: %s", text).isTrue();
    return new Outcome(process.exitValue(), text);
  }

  private static void needDisplay() {
    if (!WindowThread.required()) {
      assumeThat(Display.missing(System.getProperty("os.name", ""), System.getenv())).isEmpty();
    }
  }

  @Test
  void screenshotShowsSomethingAndTheSameEachTime() throws Exception {
    needDisplay();
    Path first = folder.resolve("first.png");
    Path second = folder.resolve("second.png");
    Outcome outcome = demo(OWN, List.of(), "screenshot", first.toString(), "150", "800", "500");
    assertThat(outcome.code()).as(outcome.output()).isZero();
    demo(OWN, List.of(), "screenshot", second.toString(), "150", "800", "500");
    BufferedImage image = ImageIO.read(first.toFile());
    assertThat(image.getWidth()).isEqualTo(800);
    assertThat(image.getHeight()).isEqualTo(500);
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colors.add(image.getRGB(x, y));
      }
    }
    assertThat(colors).hasSizeGreaterThan(100);
    assertThat(image.getRGB(10, 70)).as("background of the world").isEqualTo(0xFFF3F1EA);
    assertThat(Files.readAllBytes(first)).isEqualTo(Files.readAllBytes(second));
  }

  @Test
  void filmHasItsFramesAndIsTheSameEachTime() throws Exception {
    needDisplay();
    Path first = folder.resolve("first.gif");
    Path second = folder.resolve("second.gif");
    assertThat(demo(OWN, List.of(), "film", first.toString(), "31"))
        .isEqualTo(new Outcome(0, "frames: 31" + System.lineSeparator()));
    demo(OWN, List.of(), "film", second.toString(), "31");
    assertThat(Files.readAllBytes(first)).isEqualTo(Files.readAllBytes(second));
    assertThat(frames(first)).isEqualTo(31);
  }

  private static int frames(Path film) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(film.toFile())) {
      reader.setInput(in);
      assertThat(reader.getWidth(0)).isEqualTo(160);
      return reader.getNumImages(true);
    } finally {
      reader.dispose();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void filmOnADisplayThatDoesNotAnswerTellsTheWaysOut() throws Exception {
    Path film = folder.resolve("none.gif");
    Outcome outcome = demo("localhost:97", List.of(), "film", film.toString(), "3");
    assertThat(outcome.output()).contains("xvfb", "without --styled");
    assertThat(film).doesNotExist();
  }

  @Test
  void windowClosesAfterTheWantedEpisodesAndSaysNothing() throws Exception {
    needDisplay();
    Outcome outcome = demo(OWN, List.of(), "watch", "1");
    assertThat(outcome).isEqualTo(new Outcome(0, "closed after 1" + System.lineSeparator()));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutADisplayThePersonIsToldTheWaysOutAndNothingOfLibGdxIsLoaded() throws Exception {
    Outcome outcome = demo(NONE, List.of("-verbose:class"), "watch", "1");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.output())
        .contains("neither DISPLAY nor WAYLAND_DISPLAY", "xvfb", "palaestra record RUN out.gif")
        .contains("org.palaestra.render.WatchWindow source:")
        .doesNotContain("com.badlogic", "org.lwjgl");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void displayThatDoesNotAnswerIsToldToo() throws Exception {
    Path output = folder.resolve("unused.png");
    Outcome outcome = demo("localhost:97", List.of(), "screenshot", output.toString(), "1");
    assertThat(outcome.output()).contains("a window cannot be opened", "xvfb");
    assertThat(output).doesNotExist();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void screenshotWithoutADisplayComesFromOsMesaOrSaysWhatToInstall() throws Exception {
    Path file = folder.resolve("osmesa.png");
    Outcome outcome = demo(NONE, List.of(), "screenshot", file.toString(), "20");
    if (Files.exists(file)) {
      assertThat(ImageIO.read(file.toFile()).getRGB(10, 70)).isEqualTo(0xFFF3F1EA);
    } else {
      assertThat(outcome.output()).contains("libosmesa6");
    }
  }

  @Test
  void windowInWhichAPersonPlaysClosesOnceEverythingIsPlayed() throws Exception {
    needDisplay();
    Outcome outcome = demo(OWN, List.of(), "play", "2");
    assertThat(outcome).isEqualTo(new Outcome(0, "closed after 2" + System.lineSeparator()));
  }

  @Test
  void whoGivesUpHasPlayedNothing() throws Exception {
    needDisplay();
    Outcome outcome = demo(OWN, List.of(), "play", "0");
    assertThat(outcome).isEqualTo(new Outcome(0, "closed after 0" + System.lineSeparator()));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutADisplayNobodyPlays() throws Exception {
    Outcome outcome = demo(NONE, List.of(), "play", "1");
    assertThat(outcome.output()).contains("neither DISPLAY nor WAYLAND_DISPLAY", "xvfb");
  }
}
