package org.palaestra.view;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.FileImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.palaestra.store.PendingFile;

/**
 * Records frames as an animated GIF that plays for ever.
 *
 * <pre>{@code
 * try (GifWriter gif = new GifWriter(path, 2)) {
 *   for (…) {
 *     …                       // paint
 *     gif.add(canvas.image());
 *   }
 *   gif.finish();
 * }
 * }</pre>
 *
 * <p>The file gets its name in {@link #finish}, whole and forced to the disk; closed without that,
 * because something was thrown on the way, the writer leaves nothing behind.
 *
 * <p>All frames share one {@link Palette palette} of 256 colours, which is chosen from the first
 * few: it is stored once, and flat areas do not flicker from frame to frame. Nothing is dithered,
 * since noise would cost more than the picture.
 */
public final class GifWriter implements AutoCloseable {

  private static final int SAMPLE_FRAMES = 12;
  private static final int SAMPLE_PIXELS = 8_000_000; // 32 MB

  private static final String IMAGE_METADATA = "javax_imageio_gif_image_1.0";

  private final int delay;
  private final PendingFile pending;
  private final FileImageOutputStream out;
  private final ImageWriter writer;
  private final List<int[]> waiting = new ArrayList<>();
  private @Nullable Encoder encoder;
  private int width;
  private int height;
  private int frames;
  private boolean closed;

  /**
   * Begins a recording.
   *
   * @param target the file to write or replace
   * @param delayHundredths how long each frame is shown, in 1/100 s, from 1 to 65535; most players
   *     slow down what is below 2
   * @throws IllegalArgumentException if the delay is out of range
   * @throws IOException if the target's folder cannot be written
   */
  public GifWriter(Path target, int delayHundredths) throws IOException {
    if (delayHundredths < 1 || delayHundredths > 65535) {
      throw new IllegalArgumentException(
          "a frame's delay must be 1 to 65535 hundredths of a second, got " + delayHundredths);
    }
    delay = delayHundredths;
    pending = new PendingFile(target);
    try {
      out = new FileImageOutputStream(pending.path().toFile());
      writer = ImageIO.getImageWritersByFormatName("gif").next();
      writer.setOutput(out);
    } catch (IOException | RuntimeException e) {
      pending.close();
      throw e;
    }
  }

  /**
   * Adds a copy of the frame.
   *
   * @throws IllegalArgumentException if its size is not the first frame's
   * @throws IllegalStateException if the writer is finished or closed
   * @throws IOException if it cannot be written
   */
  public void add(BufferedImage frame) throws IOException {
    checkOpen();
    if (frames == 0) {
      width = frame.getWidth();
      height = frame.getHeight();
    } else if (frame.getWidth() != width || frame.getHeight() != height) {
      throw new IllegalArgumentException(
          String.format(
              "frame %d has %d by %d pixels, but the first had %d by %d",
              frames, frame.getWidth(), frame.getHeight(), width, height));
    }
    frames++;
    if (encoder != null) {
      encoder.write(pixels(frame));
      return;
    }
    waiting.add(pixels(frame));
    if (waiting.size() >= SAMPLE_FRAMES
        || (long) waiting.size() * width * height >= SAMPLE_PIXELS) {
      writeWaiting();
    }
  }

  private static int[] pixels(BufferedImage frame) {
    int w = frame.getWidth();
    int h = frame.getHeight();
    return switch (frame.getType()) {
      // As they lie in memory; getRGB, for the others, asks the colour model about each pixel.
      case BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB ->
          (int[]) frame.getRaster().getDataElements(0, 0, w, h, null);
      default -> frame.getRGB(0, 0, w, h, null, 0, w);
    };
  }

  private void writeWaiting() throws IOException {
    encoder = new Encoder(new Palette(waiting));
    for (int[] pixels : waiting) {
      encoder.write(pixels);
    }
    waiting.clear();
  }

  /**
   * Completes the file and gives it its name, replacing what was there.
   *
   * @throws IllegalStateException if no frame was added, or it was finished or closed before
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public void finish() throws IOException {
    checkOpen();
    if (frames == 0) {
      throw new IllegalStateException("a GIF needs at least one frame; add one before finish()");
    }
    if (encoder == null) {
      writeWaiting();
    }
    writer.endWriteSequence();
    closed = true;
    writer.dispose();
    out.close();
    pending.publish();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("this GIF is finished or closed; begin another");
    }
  }

  /** Discards the recording unless it is finished. */
  @Override
  public void close() throws IOException {
    try (pending) {
      if (!closed) {
        closed = true;
        writer.dispose();
        out.close();
      }
    }
  }

  /** What is the same for all frames. */
  private final class Encoder {

    private final Palette palette;
    private final BufferedImage indexed;
    private final byte[] indices = new byte[width * height];
    private final ImageTypeSpecifier type;
    private final ImageWriteParam parameters = writer.getDefaultWriteParam();
    private IIOMetadata metadata; // of the next frame
    private boolean first = true;

    Encoder(Palette palette) throws IOException {
      this.palette = palette;
      IndexColorModel colors = palette.colorModel();
      indexed = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colors);
      // Not createFromRenderedImage, which silently takes a default palette for this type.
      type = new ImageTypeSpecifier(colors, indexed.getSampleModel());
      // Interlaced, as it would be otherwise, the file grows and ImageIO misreads tiny pictures.
      parameters.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
      metadata = metadata(timing(), endlessLoop());
      writer.prepareWriteSequence(null);
    }

    private IIOMetadata metadata(IIOMetadataNode... nodes) throws IOException {
      IIOMetadataNode root = new IIOMetadataNode(IMAGE_METADATA);
      for (IIOMetadataNode node : nodes) {
        root.appendChild(node);
      }
      IIOMetadata result = writer.getDefaultImageMetadata(type, parameters);
      result.mergeTree(IMAGE_METADATA, root);
      return result;
    }

    private IIOMetadataNode timing() {
      IIOMetadataNode node = new IIOMetadataNode("GraphicControlExtension");
      node.setAttribute("disposalMethod", "none");
      node.setAttribute("userInputFlag", "FALSE");
      node.setAttribute("transparentColorFlag", "FALSE");
      node.setAttribute("delayTime", Integer.toString(delay));
      node.setAttribute("transparentColorIndex", "0");
      return node;
    }

    /** Netscape's extension: sub-block 1, and a count of 0 for no end. */
    private static IIOMetadataNode endlessLoop() {
      IIOMetadataNode node = new IIOMetadataNode("ApplicationExtension");
      node.setAttribute("applicationID", "NETSCAPE");
      node.setAttribute("authenticationCode", "2.0");
      node.setUserObject(new byte[] {1, 0, 0});
      IIOMetadataNode list = new IIOMetadataNode("ApplicationExtensions");
      list.appendChild(node);
      return list;
    }

    void write(int[] pixels) throws IOException {
      for (int i = 0; i < indices.length; i++) {
        indices[i] = palette.index(pixels[i]);
      }
      indexed.getRaster().setDataElements(0, 0, width, height, indices);
      writer.writeToSequence(new IIOImage(indexed, null, metadata), parameters);
      if (first) {
        first = false;
        metadata = metadata(timing());
      }
    }
  }
}
