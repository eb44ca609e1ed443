package org.palaestra.render.skin;

import com.badlogic.gdx.ApplicationAdapter;
import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3Application;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3ApplicationConfiguration;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.palaestra.agent.Policy;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.Environments;
import org.palaestra.environments.Arcade;
import org.palaestra.playback.Playback;
import org.palaestra.plugin.Plugins;
import org.palaestra.render.draw.Area;
import org.palaestra.render.draw.Painter;

/**
 * Prints how fast the games are drawn at 800 × 600, at random play with a step in every second
 * frame; run by hand. Beside it stands what a frame between two steps allocates.
 */
final class DrawingSpeed extends ApplicationAdapter {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 600;
  private static final int FRAMES = 600;
  private static final Policy ANY =
      copies -> (now, out, streams) -> out.indices[0] = streams[0].nextInt(6);

  private DrawingSpeed() {}

  public static void main(String[] arguments) {
    Lwjgl3ApplicationConfiguration configuration = new Lwjgl3ApplicationConfiguration();
    configuration.setWindowedMode(WIDTH, HEIGHT);
    configuration.disableAudio(true);
    configuration.useVsync(false);
    new Lwjgl3Application(new DrawingSpeed(), configuration);
  }

  @Override
  public void create() {
    Environments environments = Environments.load(Plugins.none());
    for (EnvironmentDefinition<?> game : new Arcade().environments()) {
      if (!game.id().name().endsWith("-Pixels")) {
        measure(environments, game); // the compiler gets to know it
        measure(environments, game);
      }
    }
    Gdx.app.exit();
  }

  private static void measure(Environments environments, EnvironmentDefinition<?> game) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Painter painter = new Painter();
    Show show = new Show(game.spec(), painter);
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long processor = process.getProcessCpuTime();
    long nanos = 0;
    long bytes = 0;
    try (Playback playback = new Playback(environments.vector(game.spec(), 1), ANY, 1)) {
      for (int i = 0; i < FRAMES; i++) {
        boolean between = i % 2 == 1;
        if (!between) {
          playback.step();
        }
        long start = System.nanoTime();
        long allocated = thread.getCurrentThreadAllocatedBytes();
        if (!between) {
          show.turn(playback.frame());
        }
        show.advance(1 / 60.0, between ? 1 : 0.5);
        painter.begin(WIDTH, HEIGHT);
        show.paint(new Area(0, 0, WIDTH, HEIGHT), WIDTH, HEIGHT);
        painter.end();
        Gdx.gl.glFinish();
        nanos += System.nanoTime() - start;
        bytes += between ? thread.getCurrentThreadAllocatedBytes() - allocated : 0;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-18s %4.0f frames/s  %4.1f ms of the processor and %d bytes a frame%n",
        game.id(),
        FRAMES / (nanos * 1e-9),
        (process.getProcessCpuTime() - processor) * 1e-6 / FRAMES,
        2 * bytes / FRAMES);
    show.dispose();
    painter.dispose();
  }
}
