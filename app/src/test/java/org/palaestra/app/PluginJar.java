package org.palaestra.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.palaestra.environment.EnvironmentProvider;

/** Makes plug-in jars as another project would: compiled against the platform and packed. */
final class PluginJar {

  private PluginJar() {}

  /**
   * Compiles one source file and packs it.
   *
   * @param jar the file to write
   * @param provider the class that the service file names
   * @param source of {@code type} and its nested classes, in no package
   */
  static void write(Path jar, String provider, String type, String source) throws IOException {
    Path classes = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "classes");
    compile(type, source, classes);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.list(classes)) {
      entry(
          out,
          "META-INF/services/" + EnvironmentProvider.class.getName(),
          provider.getBytes(UTF_8));
      for (Path file : files.sorted().toList()) {
        entry(out, String.valueOf(file.getFileName()), Files.readAllBytes(file));
        Files.delete(file);
      }
    }
    Files.delete(classes);
  }

  /** Packs a folder of classes and resources as it is. */
  static void pack(Path jar, Path classes) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        entry(out, classes.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  private static void entry(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
    out.closeEntry();
  }

  private static void compile(String type, String source, Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("tests need a JDK, and this Java has no compiler");
    }
    StringWriter complaints = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + type + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    if (!compiler.getTask(complaints, null, null, options, null, List.of(file)).call()) {
      throw new IllegalStateException(complaints.toString());
    }
  }
}
