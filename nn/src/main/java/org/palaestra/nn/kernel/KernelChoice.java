package org.palaestra.nn.kernel;

import java.util.List;
import java.util.Optional;

/** Which kernels this Java can offer. */
public final class KernelChoice {

  /** The name that stands for the best set that this Java offers. */
  public static final String AUTO = "auto";

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private KernelChoice() {}

  /** Names of every set, whether this Java offers it or not. */
  public static List<String> names() {
    return List.of("vector", "scalar", "portable");
  }

  /** Whether the Vector API is there: it needs {@code --add-modules jdk.incubator.vector}. */
  public static boolean hasVector() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
  }

  /**
   * A set by its name, {@code auto} being the best there is.
   *
   * @throws IllegalArgumentException if there is no such set, or this Java does not offer it
   */
  public static Kernels of(String name) {
    return switch (name) {
      case AUTO -> hasVector() ? new VectorKernels() : new ScalarKernels();
      case "scalar" -> new ScalarKernels();
      case "portable" -> new PortableKernels();
      case "vector" -> {
        if (!hasVector()) {
          throw new IllegalArgumentException(
              "the kernels \"vector\" need Java to be started with --add-modules " + VECTOR_MODULE);
        }
        yield new VectorKernels();
      }
      default ->
          throw new IllegalArgumentException(
              "unknown kernels \"%s\"; there are: auto, %s"
                  .formatted(name, String.join(", ", names())));
    };
  }

  /** Whether this Java offers a set of {@link #names}. */
  public static boolean offers(String name) {
    return names().contains(name) && (!name.equals("vector") || hasVector());
  }

  /** What a set of {@link #names} is for, in a few words. */
  public static String summary(String name) {
    return switch (name) {
      case "vector" -> "the JDK's Vector API";
      case "scalar" -> "plain Java: the same bits as vector, several times slower";
      case "portable" -> "plain Java, the same bits on every processor: verifies scores";
      default -> throw new IllegalArgumentException("unknown kernels \"" + name + "\"");
    };
  }

  /** What to tell a person whose Java computes slowly, if it does. */
  public static Optional<String> warning() {
    return hasVector()
        ? Optional.empty()
        : Optional.of(
            "this Java was started without --add-modules "
                + VECTOR_MODULE
                + ": networks compute with plain Java, several times slower");
  }
}
