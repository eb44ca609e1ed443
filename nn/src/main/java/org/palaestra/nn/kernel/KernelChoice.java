package org.palaestra.nn.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * Which kernels this Java can offer: the built-in sets, and those of every {@link KernelProvider}
 * on the class path.
 */
public final class KernelChoice {

  /** The name that stands for the best built-in set that this Java offers. */
  public static final String AUTO = "auto";

  /** More threads than this are a slip of the keyboard. */
  public static final int MOST_THREADS = 64;

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  /** Sets in the order in which they are listed. */
  private static final List<KernelProvider> SETS =
      sets(ServiceLoader.load(KernelProvider.class, KernelChoice.class.getClassLoader()));

  private KernelChoice() {}

  /** What is built in is a provider like any other. */
  private record BuiltIn(
      String name, String summary, Optional<String> obstacle, Supplier<Kernels> constructor)
      implements KernelProvider {
    @Override
    public Kernels create() {
      return constructor.get();
    }
  }

  static List<KernelProvider> sets(Iterable<KernelProvider> brought) {
    Optional<String> withoutVector =
        hasVector()
            ? Optional.empty()
            : Optional.of("need Java to be started with --add-modules " + VECTOR_MODULE);
    List<KernelProvider> sets = new ArrayList<>();
    sets.add(
        // A constructor reference would load the class, and fail, where the module is absent.
        new BuiltIn("vector", "the JDK's Vector API", withoutVector, () -> new VectorKernels()));
    sets.add(
        new BuiltIn(
            "scalar",
            "plain Java: the same bits as vector, several times slower",
            Optional.empty(),
            ScalarKernels::new));
    sets.add(
        new BuiltIn(
            "portable",
            "plain Java, the same bits on every processor: verifies scores",
            Optional.empty(),
            PortableKernels::new));
    for (KernelProvider provider : brought) {
      String name = provider.name();
      if (name.equals(AUTO) || sets.stream().anyMatch(set -> set.name().equals(name))) {
        throw new IllegalStateException(
            "%s brings kernels \"%s\", a name that is taken; remove its jar from the class path"
                .formatted(provider.getClass().getName(), name));
      }
      sets.add(provider);
    }
    return List.copyOf(sets);
  }

  /** Names of every set, whether this Java offers it or not. */
  public static List<String> names() {
    return SETS.stream().map(KernelProvider::name).toList();
  }

  /** Whether the Vector API is there: it needs {@code --add-modules jdk.incubator.vector}. */
  public static boolean hasVector() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
  }

  /**
   * A set by its name, {@code auto} being the best that is built in.
   *
   * @throws IllegalArgumentException if there is no such set, or this Java does not offer it
   */
  public static Kernels of(String name) {
    if (name.equals(AUTO)) {
      return of(hasVector() ? "vector" : "scalar");
    }
    KernelProvider set = set(name);
    set.obstacle()
        .ifPresent(
            obstacle -> {
              throw new IllegalArgumentException("the kernels \"%s\" %s".formatted(name, obstacle));
            });
    return set.create();
  }

  /**
   * A set by its name that shares large products among threads. The results are the same bits
   * whatever their number.
   *
   * @param threads how many at most, the caller's included; 1 for no others
   * @throws IllegalArgumentException if there is no such set, this Java does not offer it, or there
   *     would be no thread or more than {@value #MOST_THREADS}
   */
  public static Kernels of(String name, int threads) {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads must be from 1 to %d, got %d".formatted(MOST_THREADS, threads));
    }
    return threads == 1 ? of(name) : new ThreadedKernels(() -> of(name), threads);
  }

  /** Whether this Java offers a set of {@link #names}. */
  public static boolean offers(String name) {
    return names().contains(name) && set(name).obstacle().isEmpty();
  }

  /** What a set of {@link #names} is for, in a few words. */
  public static String summary(String name) {
    return set(name).summary();
  }

  /**
   * Why this Java does not offer a set of {@link #names} and what to do about it, to be read after
   * the name of the set; empty if it does.
   */
  public static Optional<String> obstacle(String name) {
    return set(name).obstacle();
  }

  private static KernelProvider set(String name) {
    for (KernelProvider set : SETS) {
      if (set.name().equals(name)) {
        return set;
      }
    }
    throw new IllegalArgumentException(
        "unknown kernels \"%s\"; there are: auto, %s".formatted(name, String.join(", ", names())));
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
