package org.palaestra.view;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
 * <p>All frames share one {@link Palette palette} of 255 colours, which is chosen from the first
 * few: it is stored once, and flat areas do not flicker from frame to frame. Nothing is dithered,
 * since noise would cost more than the picture. After the first frame only the rectangle that
 * changed is stored, and in it what stays the same is transparent.
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
    take(pixels(frame), frame.getWidth(), frame.getHeight());
  }

  /**
   * Adds a copy of the frame.
   *
   * @param pixels row by row from the top, {@code 0xRRGGBB}; higher bits are ignored
   * @throws IllegalArgumentException if its size is not the first frame's, or not that of the array
   * @throws IllegalStateException if the writer is finished or closed
   * @throws IOException if it cannot be written
   */
  public void add(int[] pixels, int frameWidth, int frameHeight) throws IOException {
    checkOpen();
    if (frameWidth < 1 || frameHeight < 1 || pixels.length != frameWidth * frameHeight) {
      throw new IllegalArgumentException(
          String.format(
              "a frame of %d by %d needs as many pixels, got %d",
              frameWidth, frameHeight, pixels.length));
    }
    take(pixels.clone(), frameWidth, frameHeight);
  }

  private void take(int[] pixels, int frameWidth, int frameHeight) throws IOException {
    if (frames == 0) {
      width = frameWidth;
      height = frameHeight;
    } else if (frameWidth != width || frameHeight != height) {
      throw new IllegalArgumentException(
          String.format(
              "frame %d has %d by %d pixels, but the first had %d by %d",
              frames, frameWidth, frameHeight, width, height));
    }
    frames++;
    if (encoder != null) {
      encoder.write(pixels);
      return;
    }
    waiting.add(pixels);
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

  /** Turns pixels into indices of the palette, and writes those that differ from the last frame. */
  private final class Encoder {

    private final Palette palette;
    private final IndexColorModel colors;
    private byte[] shown = new byte[width * height]; // indices of the last frame
    private byte[] next = new byte[width * height];
    private final ImageWriteParam parameters = writer.getDefaultWriteParam();
    private boolean first = true;

    Encoder(Palette palette) throws IOException {
      this.palette = palette;
      colors = palette.colorModel();
      // Interlaced, as it would be otherwise, the file grows and ImageIO misreads tiny pictures.
      parameters.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
      writer.prepareWriteSequence(null);
    }

    void write(int[] pixels) throws IOException {
      for (int i = 0; i < next.length; i++) {
        next[i] = palette.index(pixels[i]);
      }
      if (first) {
        write(new Rectangle(width, height), next.clone());
        first = false;
      } else {
        Rectangle changed = changed();
        write(changed, changes(changed));
      }
      byte[] free = shown;
      shown = next;
      next = free;
    }

    /** The smallest rectangle with all that changed; a pixel if nothing did. */
    private Rectangle changed() {
      int top = 0;
      int bottom = height;
      while (top < height - 1 && same(0, width, top, top + 1)) {
        top++;
      }
      while (bottom > top + 1 && same(0, width, bottom - 1, bottom)) {
        bottom--;
      }
      int left = 0;
      int right = width;
      while (left < width - 1 && same(left, left + 1, top, bottom)) {
        left++;
      }
      while (right > left + 1 && same(right - 1, right, top, bottom)) {
        right--;
      }
      return new Rectangle(left, top, right - left, bottom - top);
    }

    private boolean same(int left, int right, int top, int bottom) {
      for (int y = top; y < bottom; y++) {
        int row = y * width;
        if (!Arrays.equals(next, row + left, row + right, shown, row + left, row + right)) {
          return false;
        }
      }
      return true;
    }

    private byte[] changes(Rectangle area) {
      byte[] changes = new byte[area.width * area.height];
      for (int i = 0; i < changes.length; i++) {
        int at = (area.y + i / area.width) * width + area.x + i % area.width;
        changes[i] = next[at] == shown[at] ? (byte) Palette.TRANSPARENT : next[at];
      }
      return changes;
    }

    private void write(Rectangle area, byte[] indices) throws IOException {
      BufferedImage image =
          new BufferedImage(area.width, area.height, BufferedImage.TYPE_BYTE_INDEXED, colors);
      image.getRaster().setDataElements(0, 0, area.width, area.height, indices);
      // Not createFromRenderedImage, which silently takes a default palette for this type.
      ImageTypeSpecifier type = new ImageTypeSpecifier(colors, image.getSampleModel());
      IIOMetadata metadata = writer.getDefaultImageMetadata(type, parameters);
      IIOMetadataNode root = new IIOMetadataNode(IMAGE_METADATA);
      root.appendChild(place(area));
      root.appendChild(timing());
      if (first) {
        root.appendChild(endlessLoop());
      }
      metadata.mergeTree(IMAGE_METADATA, root);
      writer.writeToSequence(new IIOImage(image, null, metadata), parameters);
    }

    private IIOMetadataNode place(Rectangle area) {
      IIOMetadataNode node = new IIOMetadataNode("ImageDescriptor");
      node.setAttribute("imageLeftPosition", Integer.toString(area.x));
      node.setAttribute("imageTopPosition", Integer.toString(area.y));
      node.setAttribute("imageWidth", Integer.toString(area.width));
      node.setAttribute("imageHeight", Integer.toString(area.height));
      node.setAttribute("interlaceFlag", "FALSE");
      return node;
    }

    private IIOMetadataNode timing() {
      IIOMetadataNode node = new IIOMetadataNode("GraphicControlExtension");
      node.setAttribute("disposalMethod", "doNotDispose");
      node.setAttribute("userInputFlag", "FALSE");
      node.setAttribute("transparentColorFlag", first ? "FALSE" : "TRUE");
      node.setAttribute("delayTime", Integer.toString(delay));
      node.setAttribute("transparentColorIndex", Integer.toString(Palette.TRANSPARENT));
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
  }
}
