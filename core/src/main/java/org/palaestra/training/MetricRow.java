package org.palaestra.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of the metrics of a run.
 *
 * @param step environment steps until then
 * @param name of the metric
 * @param value its mean since the row before
 */
public record MetricRow(long step, String name, double value) {

  /**
   * Reads the whole rows of a file. What is none, because it is just being written, or was when its
   * process was killed, is passed over.
   *
   * @return nothing if there is no such file
   */
  public static List<MetricRow> read(Path file) throws IOException {
    List<MetricRow> rows = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      return rows;
    }
    // Line by line, so that a stray quote spoils one row; and not as a stream of text, which would
    // refuse bytes that are none.
    for (String line : new String(Files.readAllBytes(file), UTF_8).split("\n", -1)) {
      of(line).ifPresent(rows::add);
    }
    return rows;
  }

  private static Optional<MetricRow> of(String line) {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(line)) {
      for (CsvRecord record : reader) {
        if (record.getFieldCount() == 3 && record.getField(0).matches("\\d{1,18}")) {
          return Optional.of(
              new MetricRow(
                  Long.parseLong(record.getField(0)),
                  record.getField(1),
                  Double.parseDouble(record.getField(2))));
        }
      }
    } catch (IOException | CsvParseException | NumberFormatException e) {
      return Optional.empty(); // It is no row.
    }
    return Optional.empty();
  }
}
