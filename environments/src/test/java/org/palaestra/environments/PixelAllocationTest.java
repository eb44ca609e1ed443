package org.palaestra.environments;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Environment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.Masked;
import org.palaestra.random.RandomStream;

/**
 * Whatever is seen as pixels, of its own or in the wrapper, allocates nothing for a step and its
 * picture. A compiler that removes short-lived objects could hide that one is made, so a process of
 * its own is told to remove none.
 */
class PixelAllocationTest {

  /** Of these resets are left out: each makes a world of Box2D, with all of its bodies. */
  private static final Set<String> NATIVE = Set.of("LunarLander-v3", "LunarLanderContinuous-v3");

  /** Bytes that a step may take and still count as none: what the JVM's own doings add. */
  private static final double NOISE = 0.5;

  private static final int STEPS = 1000;
  private static final int MOST_ROUNDS = 8;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void noPictureOfAnyEnvironmentAllocates() throws Exception {
    Map<String, Double> bytes = run();
    assertThat(bytes.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Registered.definitions().map(definition -> definition.id().toString()).toList());
    assertThat(bytes).allSatisfy((id, each) -> assertThat(each).as(id).isLessThan(NOISE));
  }

  /** What {@link #main} says in a process of its own. */
  private static Map<String, Double> run() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-DoEscapeAnalysis",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            PixelAllocationTest.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    Map<String, Double> bytes = new LinkedHashMap<>();
    for (String line : said.lines().toList()) {
      String[] words = line.split(" ", -1);
      bytes.put(words[0], Double.valueOf(words[1]));
    }
    return bytes;
  }

  /** Prints for every environment how many bytes a step and its picture allocate. */
  public static void main(String[] none) {
    Registered.definitions()
        .forEach(
            definition ->
                System.out.printf(
                    Locale.ROOT, "%s %.2f bytes%n", definition.id(), bytes(definition)));
  }

  private static double bytes(EnvironmentDefinition<?> definition) {
    String id = definition.id().toString();
    boolean seen = definition.wrappers().stream().anyMatch(w -> w.name().equals("pixels"));
    Environment environment = seen ? Registered.environment(id) : Registered.wrapped(id, "pixels");
    RandomStream random = new RandomStream(2);
    float[][] actions = Registered.randomActions(environment, random);
    Masked mask = environment.ability(Masked.class).orElse(null);
    float[] observation = new float[environment.observationSpace().size()];
    double least = Double.POSITIVE_INFINITY;
    for (int round = 0; round < MOST_ROUNDS && least > 0; round++) {
      long start = THREADS.getCurrentThreadAllocatedBytes();
      long resets = play(environment, mask, actions, observation, random);
      long all = THREADS.getCurrentThreadAllocatedBytes() - start;
      least = Math.min(least, (NATIVE.contains(id) ? all - resets : all) / (double) STEPS);
    }
    if (Arrays.equals(observation, new float[observation.length])) {
      throw new AssertionError("nothing was painted of " + id);
    }
    return least;
  }

  /** Takes steps and looks at each; returns the bytes that resets allocated. */
  private static long play(
      Environment environment,
      @Nullable Masked mask,
      float[][] actions,
      float[] observation,
      RandomStream random) {
    long resets = reset(environment, random);
    for (int i = 0; i < STEPS; i++) {
      if (environment instanceof DiscreteEnvironment discrete) {
        discrete.step(Registered.choose(discrete, mask, random), random);
      } else {
        ((ContinuousEnvironment) environment).step(actions[i % actions.length], 0, random);
      }
      environment.observe(observation, 0);
      if (environment.terminated()) {
        resets += reset(environment, random);
      }
    }
    return resets;
  }

  private static long reset(Environment environment, RandomStream random) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    environment.reset(random);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
