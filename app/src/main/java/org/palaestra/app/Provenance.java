package org.palaestra.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.store.Json;
import picocli.CommandLine.IVersionProvider;

/** What program on what machine does the work. */
public final class Provenance implements IVersionProvider {

  /** For the command line. */
  public Provenance() {}

  @Override
  public String[] getVersion() {
    return new String[] {
      "palaestra %s (%s)".formatted(version(), commit()),
      "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }

  /** The program's version. */
  public static String version() {
    return property("version");
  }

  /**
   * The commit that the program was built from, with {@code -dirty} behind it if files had changed
   * since; {@code unknown} if it was built outside a repository.
   */
  public static String commit() {
    String commit = property("commit");
    return commit.startsWith("$") ? "unknown" : commit; // built by something else than Maven
  }

  private static String property(String key) {
    Properties properties = new Properties();
    try (InputStream in = Provenance.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is missing");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty(key);
  }

  /**
   * As it is stored with a run of an agent.
   *
   * @param agent what it is, which for a guest says whose program in which version
   */
  public static ObjectNode toJson(AgentDefinition<?> agent) {
    ObjectNode json = toJson();
    json.put("implementation", agent.summary());
    return json;
  }

  /** Of the program and the machine alone. */
  public static ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("version", version());
    json.put("commit", commit());
    json.put("java", Runtime.version().toString());
    json.put("vm", System.getProperty("java.vm.name"));
    json.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    json.put("processor", processor());
    json.put("processors", Runtime.getRuntime().availableProcessors());
    return json;
  }

  private static String processor() {
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      try (Stream<String> lines = Files.lines(info)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown");
      } catch (IOException | UncheckedIOException e) {
        return "unknown";
      }
    }
    String named = System.getenv("PROCESSOR_IDENTIFIER");
    return named == null ? "unknown" : named;
  }
}
