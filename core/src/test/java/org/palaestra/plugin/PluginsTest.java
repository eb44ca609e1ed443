package org.palaestra.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.environment.Environments;
import org.palaestra.settings.InvalidInputException;

/** Plug-ins compiled and packed here, as a person would. */
class PluginsTest {

  private static final String SERVICE =
      "META-INF/services/org.palaestra.environment.EnvironmentProvider";

  /** A provider of one environment; {@code %1$s} is the class, {@code %2$s} the id. */
  private static final String PROVIDER =
      """
      import java.util.List;
      import java.util.random.RandomGenerator;
      import org.palaestra.environment.*;
      import org.palaestra.space.*;
      public class %1$s implements EnvironmentProvider, DiscreteEnvironment {
        static int made;
        public %1$s() { /* constructor */ }
        public List<EnvironmentDefinition<?>> environments() {
          return List.of(EnvironmentDefinition.of("%2$s", "a test", 5, () -> this));
        }
        public Space observationSpace() { return new Discrete(2); }
        public Discrete actionSpace() { return new Discrete(2); }
        public void reset(RandomGenerator random) {}
        public double step(int action, RandomGenerator random) { return ++made; }
        public boolean terminated() { return false; }
        public void observe(float[] out, int offset) {}
      }
      """;

  private final Path folder;

  PluginsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String provider(String name, String id) {
    return PROVIDER.formatted(name, id);
  }

  private void jar(String file, String provider, String source) throws IOException {
    pack(file, provider, compile(provider, source));
  }

  private void pack(String file, String provider, Map<String, byte[]> classes) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve(file)))) {
      jar.putNextEntry(new JarEntry(SERVICE));
      jar.write(provider.getBytes(UTF_8));
      for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey() + ".class"));
        jar.write(entry.getValue());
      }
    }
  }

  /** Compiles one class in memory. */
  private static Map<String, byte[]> compile(String name, String source) {
    Map<String, ByteArrayOutputStream> out = new TreeMap<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileManager files =
        new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + type), kind) {
              @Override
              public OutputStream openOutputStream() {
                return out.computeIfAbsent(type, key -> new ByteArrayOutputStream());
              }
            };
          }
        };
    JavaFileObject unit =
        new SimpleJavaFileObject(
            URI.create("mem:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of("-proc:none", "--release", "17", "-cp", System.getProperty("java.class.path"));
    assertThat(compiler.getTask(null, files, null, options, null, List.of(unit)).call()).isTrue();
    Map<String, byte[]> classes = new TreeMap<>();
    out.forEach((type, bytes) -> classes.put(type, bytes.toByteArray()));
    return classes;
  }

  private Environments load() {
    return Environments.load(Plugins.in(folder));
  }

  @Test
  void jarInTheFolderIsEnough() throws Exception {
    jar("game.jar", "Game", provider("Game", "Game-v0"));
    Files.writeString(folder.resolve("notes.txt"), "not a jar");
    Environments environments = load();
    assertThat(environments.all())
        .singleElement()
        .satisfies(
            registered -> {
              assertThat(registered.definition().id()).hasToString("Game-v0");
              assertThat(registered.origin()).endsWith("game.jar");
            });
    assertThat(environments.create(environments.find("Game-v0").spec()).actionSpace().size())
        .isEqualTo(1);
  }

  @Test
  void jarsDoNotShareClasses() throws Exception {
    jar("a.jar", "Game", provider("Game", "A-v0"));
    jar("b.jar", "Game", provider("Game", "B-v0"));
    Environments environments = load();
    Class<?> a = environments.create(environments.find("A-v0").spec()).getClass();
    Class<?> b = environments.create(environments.find("B-v0").spec()).getClass();
    assertThat(a.getName()).isEqualTo(b.getName());
    assertThat(a).isNotEqualTo(b);
  }

  @Test
  void missingFolderHoldsNothing() {
    assertThat(Environments.load(Plugins.in(folder.resolve("none"))).all()).isEmpty();
  }

  @Test
  void unknownIdSuggestsTheNearest() throws Exception {
    jar("game.jar", "Game", provider("Game", "Game-v1"));
    assertThatThrownBy(() -> load().find("Game-v2"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("unknown environment \"Game-v2\"; did you mean Game-v1?");
  }

  @Test
  void fileThatIsNoJarIsNamed() throws Exception {
    Files.writeString(folder.resolve("broken.jar"), "PK and nothing else");
    refused("broken.jar is broken: it is not a readable jar");
  }

  @Test
  void jarThatNamesAMissingClassIsNamed() throws Exception {
    pack("empty.jar", "Nobody", Map.of());
    refused("empty.jar is broken: it cannot be loaded", "Nobody not found");
  }

  @Test
  void jarWithADamagedClassIsNamed() throws Exception {
    pack("bad.jar", "Bad", Map.of("Bad", new byte[] {1, 2, 3}));
    refused("bad.jar is broken: it cannot be loaded", "ClassFormatError");
  }

  @Test
  void jarOfAnotherServiceIsNamed() throws Exception {
    jar("other.jar", "Other", "public class Other {}");
    refused("other.jar is broken: it cannot be loaded", "not a subtype");
  }

  @Test
  void constructorThatThrowsIsNamed() throws Exception {
    jar(
        "throws.jar",
        "Game",
        provider("Game", "Game-v0")
            .replace("/* constructor */", "throw new IllegalStateException(\"no luck\");"));
    refused("throws.jar is broken: it cannot be loaded", "IllegalStateException: no luck");
  }

  @Test
  void staticBlockThatThrowsIsNamed() throws Exception {
    jar(
        "static.jar",
        "Game",
        provider("Game", "Game-v0")
            .replace(
                "static int made;",
                "static int made = 1 / zero(); static int zero() { return 0; }"));
    refused("static.jar is broken", "ArithmeticException");
  }

  @Test
  void listThatThrowsIsNamed() throws Exception {
    jar("id.jar", "Game", provider("Game", "no version"));
    refused("id.jar is broken: it threw", "\"no version\" is not of the form Name-vN");
  }

  @Test
  void nullForAListIsNamed() throws Exception {
    jar(
        "null.jar",
        "Game",
        provider("Game", "Game-v0")
            .replace("return List.of(Env", "if (true) return null; return List.of(Env"));
    refused("null.jar is broken");
  }

  @Test
  void idThatComesTwiceNamesBothJars() throws Exception {
    jar("a.jar", "A", provider("A", "Game-v0"));
    jar("b.jar", "B", provider("B", "Game-v0"));
    refused(
        "the environment Game-v0 is registered twice", "a.jar", "b.jar", "rename or remove one");
  }

  private void refused(String... parts) {
    assertThatThrownBy(this::load)
        .isInstanceOf(InvalidInputException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }
}
