package org.palaestra.environments.physics;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.BodyDef;
import com.badlogic.gdx.physics.box2d.Box2D;
import com.badlogic.gdx.physics.box2d.CircleShape;
import com.badlogic.gdx.physics.box2d.World;
import com.badlogic.gdx.utils.GdxNativesLoader;
import com.badlogic.gdx.utils.GdxRuntimeException;
import com.badlogic.gdx.utils.SharedLibraryLoadRuntimeException;

/**
 * Box2D's native code, loaded once.
 *
 * <p>Worlds share nothing that a step changes, but for counters that nobody reads. What they do
 * share is filled in by whoever comes first and without a lock: the table of sizes of Box2D's
 * allocator, its table of pairs of shapes, and the binding's handles of Java methods. Two threads
 * that came first together could find a table half filled, and a world whose contacts are not
 * reported. So one world makes a contact and goes again before any other exists.
 */
final class Box2dLibrary {

  private static boolean loaded;

  private Box2dLibrary() {}

  /**
   * Makes sure that worlds can be made, in any thread.
   *
   * @throws IllegalStateException if there is no native code for this system
   */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    try {
      // Bodies hand their numbers over in buffers whose address libGDX's own library tells.
      GdxNativesLoader.load();
      Box2D.init();
    } catch (SharedLibraryLoadRuntimeException | GdxRuntimeException | LinkageError e) {
      throw new IllegalStateException(
          "Box2D's native code cannot be loaded on %s %s: %s; it comes for Linux, macOS and Windows on x86-64 and ARM, and needs a folder for temporary files that programs may be loaded from (java.io.tmpdir is %s)"
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  e.getMessage(),
                  System.getProperty("java.io.tmpdir")),
          e);
    }
    rehearse();
    loaded = true;
  }

  private static void rehearse() {
    World world = new World(new Vector2(0, -1), true);
    CircleShape ball = new CircleShape();
    ball.setRadius(1);
    BodyDef definition = new BodyDef();
    definition.type = BodyDef.BodyType.DynamicBody;
    world.createBody(definition).createFixture(ball, 1);
    world.createBody(definition).createFixture(ball, 1);
    world.step(0.01f, 1, 1);
    ball.dispose();
    world.dispose();
  }
}
