package org.palaestra.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.palaestra.store.Json;
import picocli.CommandLine.IVersionProvider;

/** What program on what machine does the work. */
public final class Provenance implements IVersionProvider {

  /** For the command line. */
  public Provenance() {}

  @Override
  public String[] getVersion() {
    return new String[] {
      "palaestra " + version(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }

  /** The program's version. */
  public static String version() {
    Properties properties = new Properties();
    try (InputStream in = Provenance.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is missing");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  /** As it is stored with a run. */
  public static ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("version", version());
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
