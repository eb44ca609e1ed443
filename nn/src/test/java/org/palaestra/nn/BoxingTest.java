package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;

/**
 * What the kernels of the Vector API allocate depends on what the compiler inlines into what, which
 * depends on what it happened to compile first. So this test takes that freedom away: a process of
 * its own compiles in the foreground, and inlines what has been compiled already as if it had not,
 * which makes compilations as large as chance ever does.
 */
final class BoxingTest {

  @Test
  void noVectorIsBoxedHoweverManyLoopsAreCompiledTogether() throws Exception {
    List<String> said = run();
    assertThat(said).hasSize(Mixes.all().size()).allMatch(line -> line.endsWith(" 0 bytes"));
  }

  private static List<String> run() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xbatch", "-XX:InlineSmallCode=1000000"));
    command.addAll(List.of("-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Mixes.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.lines().toList();
  }

  /** Runs every function alone, with others in one method, and in training. */
  static final class Mixes {

    private static final int LENGTH = 53;
    private static final int CALLS = 8000;
    private static final int LEAST_ROUNDS = 4;
    private static final int MOST_ROUNDS = 20;

    private static final Kernels K = KernelChoice.of("vector");
    private static final float[] X = Kernels.buffer(LENGTH);
    private static final float[] Y = Kernels.buffer(LENGTH);
    private static final float[] M = Kernels.buffer(LENGTH);
    private static final float[] V = Kernels.buffer(LENGTH);

    private Mixes() {}

    public static void main(String[] none) {
      for (int i = 0; i < LENGTH; i++) {
        X[i] = (i % 17 - 8) * 0.3f;
      }
      all().forEach((name, mix) -> System.out.printf("%s: %d bytes%n", name, bytes(mix)));
    }

    /** What the last of some rounds allocated. */
    private static long bytes(Runnable mix) {
      var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
      long bytes = Long.MAX_VALUE;
      for (int round = 0; round < MOST_ROUNDS && (round < LEAST_ROUNDS || bytes > 0); round++) {
        long before = bean.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
          mix.run();
        }
        bytes = bean.getCurrentThreadAllocatedBytes() - before;
      }
      return bytes;
    }

    static Map<String, Runnable> all() {
      Map<String, Runnable> mixes = new LinkedHashMap<>();
      mixes.put("products", products());
      mixes.put("exp", () -> exp());
      mixes.put("tanh", () -> tanh());
      mixes.put("sigmoid", () -> sigmoid());
      mixes.put("log", () -> log());
      mixes.put("softplus", () -> softplus());
      mixes.put("erf", () -> erf());
      mixes.put("rectify", () -> rectify());
      mixes.put("adam", () -> adam());
      mixes.put(
          "log after log",
          () -> {
            log();
            log();
          });
      mixes.put(
          "sigmoid, log",
          () -> {
            sigmoid();
            log();
          });
      mixes.put(
          "erf, tanh",
          () -> {
            erf();
            tanh();
            erf();
          });
      mixes.put(
          "tanh, softplus",
          () -> {
            tanh();
            softplus();
            tanh();
            tanh();
          });
      mixes.put(
          "softplus, adam, log",
          () -> {
            softplus();
            adam();
            rectify();
            log();
          });
      mixes.put(
          "everything",
          () -> {
            rectify();
            sigmoid();
            exp();
            erf();
            log();
            tanh();
            softplus();
            adam();
          });
      mixes.put("step of functions", step(Mixes::functions));
      mixes.put("step of a GRU", step(net -> recurrent(new Gru(net.weights, "r", 3, 9), net)));
      mixes.put("step of an LSTM", step(net -> recurrent(new Lstm(net.weights, "r", 3, 9), net)));
      return mixes;
    }

    private static void exp() {
      K.exp(X, Y, LENGTH);
    }

    private static void tanh() {
      K.tanh(X, Y, LENGTH);
    }

    private static void sigmoid() {
      K.sigmoid(X, Y, LENGTH);
    }

    private static void log() {
      K.log(X, Y, LENGTH);
    }

    private static void softplus() {
      K.softplus(X, Y, LENGTH);
    }

    private static void erf() {
      K.erf(X, Y, LENGTH);
    }

    private static void rectify() {
      K.rectify(Y, 0, LENGTH);
      K.rectifyGradient(Y, M, 0, LENGTH);
      K.sumRows(1, LENGTH, Y, M, 0);
    }

    private static void adam() {
      K.adam(LENGTH, Y, X, M, V, 0.9f, 0.999f, 1e-4f, 1.1f, 1e-8f);
    }

    /**
     * Of such shapes that all kinds of blocks are used, by rows that are left over as well. What is
     * compiled together depends on which came first.
     */
    private static Runnable products() {
      int[][] shapes = {
        {4, 80, 80},
        {5, 80, 16},
        {8, 64, 37},
        {2, 128, 128},
        {3, 37, 100},
        {21, 120, 32},
        {64, 10, 31},
        {64, 64, 5},
        {16, 1, 15},
        {64, 84, 128},
        {5, 80, 31},
        {5, 17, 31},
        {5, 128, 5},
        {5, 64, 120}
      };
      float[] a = Kernels.buffer(64 * 128);
      float[] b = Kernels.buffer(128 * 128);
      float[] c = Kernels.buffer(64 * 128);
      return () -> {
        for (int[] shape : shapes) {
          int m = shape[0];
          int k = shape[1];
          int n = shape[2];
          K.multiply(m, n, k, a, 0, k, 1, b, 0, n, b, 0, 0, c, 0, n);
        }
      };
    }

    /** A graph and its parameters. */
    private static final class Net {
      private final Parameters weights = new Parameters();
      private final Graph graph = new Graph(K);
    }

    private interface Construction {
      Tensor loss(Net net);
    }

    private static Runnable step(Construction construction) {
      Net net = new Net();
      Tensor loss = construction.loss(net);
      net.weights.initialise(new RandomStream(1));
      Adam adam = new Adam(K, net.weights, 1e-8);
      return () -> {
        net.graph.forward();
        net.weights.clearGradients();
        net.graph.backward(loss);
        adam.step(1e-4);
      };
    }

    private static Tensor functions(Net net) {
      Tensor x = new Linear(net.weights, "0", 3, 37).apply(net.graph.input(4, 3));
      Tensor y = Functions.plus(Functions.gelu(x), Functions.elu(Functions.silu(x), 1));
      y = Functions.logSoftmax(Functions.plus(Functions.softplus(y), Functions.exp(x)));
      return Losses.nll(y, new int[] {1, 36, 0, 17});
    }

    private static Tensor recurrent(Recurrent layer, Net net) {
      Tensor y = layer.apply(net.graph.input(4, 3, 3)).outputs();
      return Functions.mean(Functions.square(y));
    }
  }
}
