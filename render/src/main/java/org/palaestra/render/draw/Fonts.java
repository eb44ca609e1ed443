package org.palaestra.render.draw;

import com.badlogic.gdx.Files.FileType;
import com.badlogic.gdx.files.FileHandle;
import com.badlogic.gdx.graphics.Texture.TextureFilter;
import com.badlogic.gdx.graphics.g2d.Batch;
import com.badlogic.gdx.graphics.g2d.BitmapFont;
import com.badlogic.gdx.graphics.g2d.freetype.FreeTypeFontGenerator;
import com.badlogic.gdx.graphics.g2d.freetype.FreeTypeFontGenerator.FreeTypeFontParameter;
import com.badlogic.gdx.utils.Disposable;
import com.badlogic.gdx.utils.GdxRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.palaestra.view.OutlineFont;

/**
 * The bundled font in the sizes that are in use. Each is rasterised for its size, character by
 * character as they turn up, which keeps small text crisp; the sizes used least recently go when a
 * window has been resized often.
 */
final class Fonts implements Disposable {

  /** Above this, letters are magnified. */
  private static final int LARGEST = 160;

  private static final int MOST = 24;

  private final Batch batch;
  private final FreeTypeFontGenerator generator;
  private final Map<Integer, BitmapFont> bySize = new LinkedHashMap<>(MOST, 0.75f, true);
  private final float capitals; // height of a capital letter by font size

  /** For texts that {@code batch} paints. */
  Fonts(Batch batch) {
    this.batch = batch;
    generator = new FreeTypeFontGenerator(new Bundled());
    OutlineFont outlines = OutlineFont.bundled();
    capitals = (float) outlines.capHeight() / outlines.unitsPerEm();
  }

  /** The font whose capital letters are nearest to {@code capHeight} pixels high. */
  BitmapFont font(float capHeight) {
    float wanted = Math.max(2, capHeight / capitals);
    int size = Math.round(Math.min(LARGEST, wanted));
    BitmapFont font = bySize.get(size);
    if (font == null) {
      makeRoom();
      font = generate(size);
      bySize.put(size, font);
    }
    font.getData().setScale(wanted > LARGEST ? wanted / LARGEST : 1);
    return font;
  }

  private BitmapFont generate(int size) {
    FreeTypeFontParameter parameter = new FreeTypeFontParameter();
    parameter.size = size;
    parameter.incremental = true;
    parameter.characters = "0123456789.-";
    parameter.minFilter = TextureFilter.Linear;
    parameter.magFilter = TextureFilter.Linear;
    return generator.generateFont(parameter);
  }

  private void makeRoom() {
    if (bySize.size() < MOST) {
      return;
    }
    batch.flush(); // it may still hold text in the font that goes
    Iterator<BitmapFont> oldest = bySize.values().iterator();
    oldest.next().dispose();
    oldest.remove();
  }

  @Override
  public void dispose() {
    bySize.values().forEach(BitmapFont::dispose);
    bySize.clear();
    generator.dispose();
  }

  /** The font file inside core, wherever class loaders keep it. */
  private static final class Bundled extends FileHandle {

    Bundled() {
      super("bundled.ttf", FileType.Classpath);
    }

    @Override
    public InputStream read() {
      try {
        return OutlineFont.openBundledFile();
      } catch (IOException e) {
        throw new GdxRuntimeException(e.getMessage(), e);
      }
    }

    /** Unknown: the reader then takes all there is. */
    @Override
    public long length() {
      return 0;
    }
  }
}
