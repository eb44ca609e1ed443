package org.palaestra.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A plug-in with environments that go wrong: {@code Faulty-v1}, whose option {@code fault} says how
 * and {@code at} in which step of its life, and {@code Slider-v0}, which takes continuous actions.
 */
final class FaultyPlugin {

  private static final String SOURCE =
      """
      import java.util.List;
      import java.util.random.RandomGenerator;
      import org.palaestra.environment.*;
      import org.palaestra.space.*;

      public final class Faulty implements DiscreteEnvironment {
        public record Options(String fault, int at) {}

        public static final class Provider implements EnvironmentProvider {
          @Override public List<EnvironmentDefinition<?>> environments() {
            return List.of(
                EnvironmentDefinition.of(
                    "Faulty-v1", "goes wrong", 10, new Options("none", 0), Faulty::new),
                EnvironmentDefinition.of("Slider-v0", "continuous", 10, Slider::new));
          }
        }

        private final Options options;
        private int age;
        private int step;

        Faulty(Options options) {
          this.options = options;
          if (options.fault().equals("constructor")) {
            throw new IllegalStateException("no such device");
          }
        }

        private boolean now(String fault) {
          return options.fault().equals(fault) && age >= options.at();
        }

        @Override public Space observationSpace() { return Box.of(0, 100, 2); }
        @Override public Discrete actionSpace() { return new Discrete(3); }
        @Override public boolean terminated() { return false; }

        @Override public void reset(RandomGenerator random) {
          step = 0;
          if (now("reset")) {
            throw new IllegalStateException("stuck");
          }
        }

        @Override public double step(int action, RandomGenerator random) {
          age++;
          step++;
          if (now("throws")) {
            throw new IllegalStateException("out of ice");
          }
          if (now("overflows")) {
            return step(action, random);
          }
          if (now("missing-class")) {
            throw new NoClassDefFoundError("some/Library");
          }
          if (now("huge-reward")) {
            return 1e30; // finite, but its square is not
          }
          return now("nan-reward") ? Double.NaN : 1 + action;
        }

        @Override public void observe(float[] out, int offset) {
          out[offset] = step;
          out[offset + 1] = now("nan-observation") ? Float.NaN : 1;
          if (options.fault().equals("wide")) {
            out[offset + 2] = 1;
          }
        }

        static final class Slider implements ContinuousEnvironment {
          @Override public Space observationSpace() { return Box.of(-1, 1, 1); }
          @Override public Box actionSpace() { return Box.of(-1, 1, 1); }
          @Override public boolean terminated() { return false; }
          @Override public void reset(RandomGenerator random) {}
          @Override public double step(float[] action, int offset, RandomGenerator random) {
            return -Math.abs(action[offset]);
          }
          @Override public void observe(float[] out, int offset) {}
        }
      }
      """;

  private static @Nullable Path compiled;

  private FaultyPlugin() {}

  /** Puts the jar into the plug-in folder of {@code session}. */
  static synchronized void addTo(Session session) throws IOException {
    if (compiled == null) {
      Path folder = Files.createTempDirectory("faulty");
      Path jar = folder.resolve("faulty.jar");
      PluginJar.write(jar, "Faulty$Provider", "Faulty", SOURCE);
      jar.toFile().deleteOnExit();
      folder.toFile().deleteOnExit();
      compiled = jar;
    }
    Files.createDirectories(session.plugins());
    Files.copy(compiled, session.plugins().resolve("faulty.jar"));
  }
}
