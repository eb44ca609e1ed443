package org.palaestra.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Suggestion;
import org.palaestra.training.RunFolder;

/**
 * The metrics of a run, by name. What a process that trains is just writing, or was when it was
 * killed, is passed over.
 */
public final class Metrics {

  private final String run;
  private final Map<String, TreeMap<Long, Double>> byName = new TreeMap<>();

  private Metrics(String run) {
    this.run = run;
  }

  /**
   * Reads them.
   *
   * @throws InvalidInputException if the file cannot be read
   */
  public static Metrics of(RunFolder run) {
    Metrics metrics = new Metrics(run.name());
    Path file = run.metrics();
    if (!Files.isRegularFile(file)) {
      return metrics;
    }
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder()
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(new String(Files.readAllBytes(file), UTF_8))) {
      for (CsvRecord row : rows) {
        metrics.add(row);
      }
    } catch (IOException | CsvParseException e) {
      throw new InvalidInputException(file + " cannot be read: " + e.getMessage(), e);
    }
    return metrics;
  }

  private void add(CsvRecord row) {
    if (row.getFieldCount() == 3 && row.getField(0).matches("\\d{1,18}")) {
      try {
        byName
            .computeIfAbsent(row.getField(1), none -> new TreeMap<>())
            .put(Long.parseLong(row.getField(0)), Double.parseDouble(row.getField(2)));
      } catch (NumberFormatException e) {
        return; // The row was cut short.
      }
    }
  }

  /** Their names, in alphabetical order. */
  public Iterable<String> names() {
    return byName.keySet();
  }

  /**
   * One of them by step.
   *
   * @throws InvalidInputException if there is none of that name
   */
  public NavigableMap<Long, Double> get(String name) {
    TreeMap<Long, Double> values = byName.get(name);
    if (values == null) {
      throw new InvalidInputException(
          Suggestion.unknown("metric", name, byName.keySet()) + " (in " + run + ")");
    }
    return values;
  }
}
