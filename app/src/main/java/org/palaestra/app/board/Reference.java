package org.palaestra.app.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;

/**
 * Two scores that make those of unlike environments comparable: {@code (score − random) / (best −
 * random)} is 0 for an agent that acts at random and 1 for the best that was published.
 *
 * @param random mean return of 1000 episodes of the agent {@code random}
 * @param best the best that was published
 * @param source where that was
 */
public record Reference(double random, double best, String source) {

  private static final Map<String, Reference> ALL = read();

  /** That of an environment as it is registered; with other options or wrappers it has none. */
  public static Optional<Reference> of(EnvironmentSpec spec, Environments environments) {
    String id = spec.id().toString();
    return ALL.containsKey(id) && environments.find(id).spec().equals(spec)
        ? Optional.of(ALL.get(id))
        : Optional.empty();
  }

  private static Map<String, Reference> read() {
    try (Reader file =
            new InputStreamReader(
                Objects.requireNonNull(Reference.class.getResourceAsStream("references.csv")),
                UTF_8);
        CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      Map<String, Reference> all = new HashMap<>();
      for (NamedCsvRecord row : rows) {
        all.put(
            row.getField("environment"),
            new Reference(
                Double.parseDouble(row.getField("random")),
                Double.parseDouble(row.getField("best")),
                row.getField("source")));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A score between those two, or beyond. */
  public double normalised(double score) {
    return (score - random) / (best - random);
  }
}
