package org.palaestra.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.palaestra.settings.InvalidInputException;

/**
 * Service providers of the class path and of the jars in a folder. Each jar has a class loader of
 * its own, so that two plug-ins cannot disturb each other, and an error names its jar.
 */
public final class Plugins {

  /**
   * A provider and where it comes from.
   *
   * @param provider the service
   * @param origin {@code built in}, or the jar's path
   */
  public record Provided<T>(T provider, String origin) {}

  private static final String BUILT_IN = "built in";

  private record Jar(Path path, ClassLoader loader) {}

  private final List<Jar> jars;

  private Plugins(List<Jar> jars) {
    this.jars = jars;
  }

  /** The class path alone. */
  public static Plugins none() {
    return new Plugins(List.of());
  }

  /**
   * The class path and every {@code *.jar} in {@code folder}, in the order of their names. A folder
   * that does not exist holds none.
   *
   * @throws InvalidInputException if the folder or a jar cannot be read
   */
  public static Plugins in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return none();
    }
    List<Jar> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        jars.add(open(file));
      }
    } catch (IOException e) {
      throw new InvalidInputException("the plug-in folder " + folder + " cannot be read: " + e, e);
    }
    return new Plugins(jars);
  }

  private static Jar open(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      jar.getManifest();
    } catch (IOException e) {
      throw broken(file, "it is not a readable jar (" + e.getMessage() + ")", e);
    }
    try {
      URL[] urls = {file.toUri().toURL()};
      return new Jar(file, new URLClassLoader(urls, Plugins.class.getClassLoader()));
    } catch (MalformedURLException e) {
      throw broken(file, e.toString(), e);
    }
  }

  /**
   * Every provider of {@code service}, built-in ones first.
   *
   * @throws InvalidInputException if a plug-in cannot be loaded or throws in its constructor
   */
  public <T> List<Provided<T>> providers(Class<T> service) {
    List<Provided<T>> found = new ArrayList<>();
    for (T provider : ServiceLoader.load(service, Plugins.class.getClassLoader())) {
      found.add(new Provided<>(provider, BUILT_IN));
    }
    for (Jar jar : jars) {
      try {
        ServiceLoader.load(service, jar.loader).stream()
            .filter(provider -> provider.type().getClassLoader() == jar.loader)
            .forEach(provider -> found.add(new Provided<>(provider.get(), jar.path.toString())));
      } catch (ServiceConfigurationError | LinkageError e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
          cause = cause.getCause();
        }
        throw broken(jar.path, "it cannot be loaded (" + cause + ")", e);
      }
    }
    return found;
  }

  /** What to throw for a plug-in that does not do its part. */
  public static InvalidInputException broken(Path jar, String problem, Throwable cause) {
    return new InvalidInputException(
        "the plug-in %s is broken: %s; mend it or remove it from its folder"
            .formatted(jar, problem),
        cause);
  }
}
