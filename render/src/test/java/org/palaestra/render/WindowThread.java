package org.palaestra.render;

import com.badlogic.gdx.ApplicationAdapter;
import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3Application;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3ApplicationConfiguration;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * One thread for the whole JVM owns a hidden window, since OpenGL belongs to a thread and windows
 * can be opened only one after another. Tests are handed to it.
 *
 * <p>Without a display, tests are skipped by name; where a display is required ({@code CI=true} or
 * {@code -Pwindow}), they fail instead.
 */
final class WindowThread implements ExecutionCondition, InvocationInterceptor {

  private static final long PATIENCE_SECONDS = 60;

  /** Started by the first test that needs it. */
  private static final class Holder {

    static final CompletableFuture<Void> READY = new CompletableFuture<>();

    static {
      Thread thread = new Thread(Holder::run, "window");
      thread.setDaemon(true);
      thread.start();
    }

    private static void run() {
      try {
        Glfw.start(Display.check(false));
        Lwjgl3ApplicationConfiguration config = new Lwjgl3ApplicationConfiguration();
        config.setInitialVisible(false);
        config.disableAudio(true);
        config.setWindowedMode(64, 64);
        config.setForegroundFPS(200);
        new Lwjgl3Application(
            new ApplicationAdapter() {
              @Override
              public void create() {
                READY.complete(null);
              }
            },
            config);
      } catch (Throwable e) {
        READY.completeExceptionally(e);
      }
    }
  }

  /** Whether a missing display is a failure. */
  static boolean required() {
    return "true".equals(System.getenv("CI")) || Boolean.getBoolean("palaestra.window");
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean method = context.getTestMethod().isPresent(); // a skipped class would hide its names
    return !method || required()
        ? ConditionEvaluationResult.enabled("")
        : Display.missing(System.getProperty("os.name", ""), System.getenv())
            .map(reason -> ConditionEvaluationResult.disabled(reason))
            .orElseGet(() -> ConditionEvaluationResult.enabled(""));
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    hand(invocation);
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    hand(invocation);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    hand(invocation);
  }

  private static void hand(Invocation<@Nullable Void> invocation) throws Throwable {
    await(Holder.READY);
    CompletableFuture<Void> done = new CompletableFuture<>();
    Gdx.app.postRunnable(
        () -> {
          try {
            invocation.proceed();
            done.complete(null);
          } catch (Throwable e) {
            done.completeExceptionally(e);
          }
        });
    await(done);
  }

  private static void await(CompletableFuture<Void> future) throws Throwable {
    try {
      future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() == null ? e : e.getCause();
    } catch (TimeoutException e) {
      throw new AssertionError("the window's thread did not answer", e);
    }
  }
}
