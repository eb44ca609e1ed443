package org.palaestra.render;

import com.badlogic.gdx.ApplicationListener;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3Application;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3ApplicationConfiguration;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3NativesLoader;
import com.badlogic.gdx.utils.GdxRuntimeException;
import java.util.function.BooleanSupplier;
import org.lwjgl.glfw.GLFW;
import org.lwjgl.glfw.GLFWErrorCallback;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.MemoryUtil;

/** Starts the windowing library before libGDX does, so that its refusal comes with a reason. */
final class Glfw {

  private Glfw() {}

  /**
   * Runs an application until it ends.
   *
   * @param display whether there is a display
   * @param created whether the application was created: what goes wrong then is its own failure
   * @throws NoDisplayException if there is no OpenGL to be had
   */
  static void run(
      boolean display,
      ApplicationListener application,
      Lwjgl3ApplicationConfiguration configuration,
      BooleanSupplier created) {
    start(display);
    try {
      new Lwjgl3Application(application, configuration);
    } catch (GdxRuntimeException | UnsatisfiedLinkError e) {
      if (created.getAsBoolean()) {
        throw e;
      }
      throw NoDisplayException.because(
          (display ? "the display has no OpenGL 2: " : "there is no display and no OSMesa: ")
              + e.getMessage(),
          e);
    }
  }

  /**
   * Starts it.
   *
   * @param display whether there is a display; if not, OSMesa paints pictures in memory
   * @throws NoDisplayException if it does not start
   */
  static void start(boolean display) {
    StringBuilder reason = new StringBuilder();
    try {
      Lwjgl3NativesLoader.load();
      if (!display) {
        Configuration.OPENGL_CONTEXT_API.set("OSMesa");
        GLFW.glfwInitHint(GLFW.GLFW_PLATFORM, GLFW.GLFW_PLATFORM_NULL);
      } else if (Display.onlyX11(System.getenv())) {
        // Looking for Wayland where there is none prints a complaint.
        GLFW.glfwInitHint(GLFW.GLFW_PLATFORM, GLFW.GLFW_PLATFORM_X11);
      }
      try (GLFWErrorCallback errors =
          GLFWErrorCallback.create(
              (code, description) -> reason.append(MemoryUtil.memUTF8(description)))) {
        GLFW.glfwSetErrorCallback(errors);
        boolean started = GLFW.glfwInit();
        GLFW.glfwSetErrorCallback(null);
        if (!started) {
          throw NoDisplayException.because(
              reason.isEmpty() ? "GLFW does not start" : reason.toString(), null);
        }
      }
    } catch (UnsatisfiedLinkError | GdxRuntimeException e) {
      throw NoDisplayException.because("a native library does not load: " + e.getMessage(), e);
    }
  }
}
