package org.palaestra.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

class GifWriterTest {

  private final Path folder;

  GifWriterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private record Recording(
      List<BufferedImage> frames, List<IIOMetadataNode> metadata, IIOMetadataNode stream) {

    static Recording read(Path file) throws IOException {
      ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
      try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
        reader.setInput(in);
        List<BufferedImage> frames = new ArrayList<>();
        List<IIOMetadataNode> metadata = new ArrayList<>();
        BufferedImage shown =
            new BufferedImage(reader.getWidth(0), reader.getHeight(0), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < reader.getNumImages(true); i++) {
          metadata.add(tree(reader.getImageMetadata(i)));
          IIOMetadataNode place = only(metadata.get(i), "ImageDescriptor");
          int x = Integer.parseInt(place.getAttribute("imageLeftPosition"));
          int y = Integer.parseInt(place.getAttribute("imageTopPosition"));
          // As a player does: on top of what was shown before.
          BufferedImage next =
              new BufferedImage(shown.getWidth(), shown.getHeight(), BufferedImage.TYPE_INT_RGB);
          next.createGraphics().drawImage(shown, 0, 0, null);
          next.createGraphics().drawImage(reader.read(i), x, y, null);
          frames.add(next);
          shown = next;
        }
        return new Recording(frames, metadata, tree(reader.getStreamMetadata()));
      } finally {
        reader.dispose();
      }
    }

    private static IIOMetadataNode tree(IIOMetadata metadata) {
      return (IIOMetadataNode) metadata.getAsTree(metadata.getNativeMetadataFormatName());
    }
  }

  private static IIOMetadataNode only(IIOMetadataNode tree, String name) {
    NodeList nodes = tree.getElementsByTagName(name);
    assertThat(nodes.getLength()).as("number of %s", name).isEqualTo(1);
    return (IIOMetadataNode) nodes.item(0);
  }

  private Path record(int frames, int delay) throws IOException {
    Path file = folder.resolve("scene.gif");
    AwtCanvas canvas = AwtCanvas.withCaption(150, 100);
    try (GifWriter gif = new GifWriter(file, delay)) {
      for (int step = 0; step < frames; step++) {
        Scene.paint(canvas, step);
        canvas.caption("step " + step, "");
        gif.add(canvas.image());
      }
      gif.finish();
    }
    return file;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void everyFrameIsThereWithItsDelay() throws IOException {
    Recording recording = Recording.read(record(30, 7));
    assertThat(recording.frames).hasSize(30);
    for (int i = 0; i < 30; i++) {
      assertThat(recording.frames.get(i).getWidth()).isEqualTo(150);
      assertThat(recording.frames.get(i).getHeight()).isEqualTo(100);
      IIOMetadataNode timing = only(recording.metadata.get(i), "GraphicControlExtension");
      assertThat(timing.getAttribute("delayTime")).isEqualTo("7");
      assertThat(timing.getAttribute("transparentColorFlag")).isEqualTo(i == 0 ? "FALSE" : "TRUE");
    }
    assertThat(files()).containsExactly("scene.gif");
  }

  @Test
  void recordingPlaysForEver() throws IOException {
    Path file = record(3, 2);
    IIOMetadataNode loop = only(Recording.read(file).metadata.get(0), "ApplicationExtension");
    assertThat(loop.getAttribute("applicationID")).isEqualTo("NETSCAPE");
    assertThat(loop.getAttribute("authenticationCode")).isEqualTo("2.0");
    assertThat((byte[]) loop.getUserObject()).containsExactly(1, 0, 0);
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes.split("NETSCAPE2.0", -1)).as("once, before the first frame").hasSize(2);
    assertThat(bytes).startsWith("GIF89a");
  }

  @Test
  void paletteIsSharedByAllFramesAndNoneIsInterlaced() throws IOException {
    Recording recording = Recording.read(record(20, 2));
    assertThat(only(recording.stream, "GlobalColorTable").getAttribute("sizeOfGlobalColorTable"))
        .isEqualTo("256");
    for (IIOMetadataNode frame : recording.metadata) {
      assertThat(only(frame, "ImageDescriptor").getAttribute("interlaceFlag")).isEqualTo("FALSE");
      assertThat(frame.getElementsByTagName("LocalColorTable").getLength()).isZero();
    }
  }

  @Test
  void framesLookAsTheyWerePainted() throws IOException {
    Recording recording = Recording.read(record(40, 2));
    AwtCanvas canvas = AwtCanvas.withCaption(150, 100);
    for (int step = 0; step < 40; step++) {
      Scene.paint(canvas, step);
      canvas.caption("step " + step, "");
      int[] painted = Scene.pixels(canvas);
      BufferedImage frame = recording.frames.get(step);
      int exact = 0;
      for (int i = 0; i < painted.length; i++) {
        int read = frame.getRGB(i % 150, i / 150);
        exact += (read & 0xFFFFFF) == painted[i] ? 1 : 0;
        for (int shift = 0; shift <= 16; shift += 8) {
          int difference = ((read >> shift) & 0xFF) - ((painted[i] >> shift) & 0xFF);
          assertThat(Math.abs(difference)).as("frame %d pixel %d", step, i).isLessThan(24);
        }
      }
      assertThat(exact).as("pixels met exactly in frame %d", step).isGreaterThan(14_500);
    }
  }

  @Test
  void colorOfALaterFrameIsNotLost() throws IOException {
    Path file = folder.resolve("late.gif");
    AwtCanvas canvas = new AwtCanvas(20, 20);
    try (GifWriter gif = new GifWriter(file, 2)) {
      for (int i = 0; i < 50; i++) {
        canvas.world(0, 0, 1, 1, i < 40 ? 0xFF123456 : 0xFFE01890);
        gif.add(canvas.image());
      }
      gif.finish();
    }
    Recording recording = Recording.read(file);
    assertThat(recording.frames.get(0).getRGB(10, 10)).isEqualTo(0xFF123456);
    int late = recording.frames.get(49).getRGB(10, 10);
    assertThat((late >> 16) & 0xFF).isBetween(0xE0 - 32, 0xFF);
    assertThat((late >> 8) & 0xFF).isBetween(0, 0x18 + 32);
    assertThat(late & 0xFF).isBetween(0x90 - 32, 0x90 + 32);
  }

  @Test
  void onlyWhatChangesIsStored() throws IOException {
    Path file = folder.resolve("dot.gif");
    AwtCanvas canvas = new AwtCanvas(200, 100);
    try (GifWriter gif = new GifWriter(file, 2)) {
      for (int i = 0; i < 4; i++) {
        canvas.world(0, 0, 200, 100, 0xFF102030);
        canvas.rectangle(i < 3 ? 10 + i : 12, 20, 5, 6, 0xFFF0D040);
        gif.add(canvas.image());
      }
      gif.finish();
    }
    Recording recording = Recording.read(file);
    // The dot moves by one of its five pixels, so that six columns are concerned.
    assertThat(area(recording, 0)).containsExactly(0, 0, 200, 100);
    assertThat(area(recording, 1)).containsExactly(10, 74, 6, 6);
    assertThat(area(recording, 2)).containsExactly(11, 74, 6, 6);
    assertThat(area(recording, 3)).as("nothing changes").endsWith(1, 1);
    for (int i = 0; i < 4; i++) {
      int left = Math.min(10 + i, 12);
      BufferedImage frame = recording.frames.get(i);
      assertThat(frame.getRGB(left - 1, 75)).isEqualTo(0xFF102030);
      assertThat(frame.getRGB(left, 75)).isEqualTo(0xFFF0D040);
      assertThat(frame.getRGB(left + 4, 75)).isEqualTo(0xFFF0D040);
      assertThat(frame.getRGB(left + 5, 75)).isEqualTo(0xFF102030);
    }
  }

  private static List<Integer> area(Recording recording, int frame) {
    IIOMetadataNode place = only(recording.metadata.get(frame), "ImageDescriptor");
    return Stream.of("imageLeftPosition", "imageTopPosition", "imageWidth", "imageHeight")
        .map(name -> Integer.valueOf(place.getAttribute(name)))
        .toList();
  }

  @Test
  void framesOfOtherKindsOfPictureAreTaken() throws IOException {
    Path file = folder.resolve("bgr.gif");
    BufferedImage frame = new BufferedImage(5, 4, BufferedImage.TYPE_3BYTE_BGR);
    frame.setRGB(2, 1, 0xFF0A64C8);
    try (GifWriter gif = new GifWriter(file, 2)) {
      gif.add(frame);
      gif.finish();
    }
    BufferedImage read = Recording.read(file).frames.get(0);
    assertThat(read.getRGB(2, 1)).isEqualTo(0xFF0A64C8);
    assertThat(read.getRGB(0, 0)).isEqualTo(0xFF000000);
  }

  @Test
  void barePixelsAreTakenFromTheTop() throws IOException {
    Path file = folder.resolve("bare.gif");
    int[] pixels = {0xFFFF0000, 0xFF0000, 0x0000FF, 0x0000FF, 0x00FF00, 0x00FF00};
    try (GifWriter gif = new GifWriter(file, 2)) {
      gif.add(pixels, 2, 3);
      assertThatThrownBy(() -> gif.add(pixels, 3, 3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a frame of 3 by 3 needs as many pixels, got 6");
      gif.finish();
    }
    BufferedImage read = Recording.read(file).frames.get(0);
    assertThat(read.getRGB(0, 0)).isEqualTo(0xFFFF0000);
    assertThat(read.getRGB(1, 1)).isEqualTo(0xFF0000FF);
    assertThat(read.getRGB(0, 2)).isEqualTo(0xFF00FF00);
  }

  @Test
  void frameIsCopiedWhenItIsAdded() throws IOException {
    Path file = folder.resolve("copied.gif");
    AwtCanvas canvas = new AwtCanvas(4, 4);
    try (GifWriter gif = new GifWriter(file, 2)) {
      canvas.world(0, 0, 1, 1, 0xFFFF0000);
      gif.add(canvas.image());
      canvas.world(0, 0, 1, 1, 0xFF0000FF);
      gif.add(canvas.image());
      gif.finish();
    }
    assertThat(Recording.read(file).frames.get(0).getRGB(1, 1)).isEqualTo(0xFFFF0000);
  }

  @Test
  void recordingThatBreaksOffLeavesNothing() throws IOException {
    Path file = folder.resolve("broken.gif");
    AwtCanvas canvas = new AwtCanvas(20, 20);
    assertThatThrownBy(
            () -> {
              try (GifWriter gif = new GifWriter(file, 2)) {
                for (int i = 0; i < 20; i++) { // past the frames that wait for the palette
                  gif.add(canvas.image());
                }
                throw new IllegalStateException("the environment broke");
              }
            })
        .hasMessage("the environment broke");
    assertThat(files()).isEmpty();
  }

  @Test
  void recordingThatBreaksOffKeepsTheOlderOne() throws IOException {
    Path file = folder.resolve("old.gif");
    Files.writeString(file, "older");
    try (GifWriter gif = new GifWriter(file, 2)) {
      gif.add(new AwtCanvas(20, 20).image());
      assertThat(file).hasContent("older");
    }
    assertThat(file).hasContent("older");
    assertThat(files()).containsExactly("old.gif");
  }

  @Test
  void wrongUseIsNamed() throws IOException {
    Path file = folder.resolve("wrong.gif");
    assertThatThrownBy(() -> new GifWriter(file, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0");
    try (GifWriter gif = new GifWriter(file, 2)) {
      assertThatThrownBy(gif::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("at least one frame");
      gif.add(new AwtCanvas(20, 20).image());
      assertThatThrownBy(() -> gif.add(new AwtCanvas(20, 21).image()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("frame 1 has 20 by 21 pixels, but the first had 20 by 20");
      gif.finish();
      assertThatThrownBy(() -> gif.add(new AwtCanvas(20, 20).image()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("finished or closed");
    }
    assertThat(Recording.read(file).frames).hasSize(1);
  }

  @Test
  void folderThatIsAFileIsAnErrorAtOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> new GifWriter(file.resolve("a.gif"), 2))
        .isInstanceOf(IOException.class);
    assertThat(files()).containsExactly("file");
  }
}
