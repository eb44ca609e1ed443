package org.palaestra.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.palaestra.store.AtomicFile;

/** Writes the metrics of a run: as CSV for everybody, and as events for TensorBoard. */
final class MetricsWriter implements Closeable {

  private final RunFolder folder;
  private final CsvWriter csv;
  private final EventFile events;

  /** Goes on behind {@code step}: what a killed process wrote after its checkpoint is dropped. */
  MetricsWriter(RunFolder folder, long step) throws IOException {
    this.folder = folder;
    List<MetricRow> kept =
        MetricRow.read(folder.metrics()).stream().filter(row -> row.step() <= step).toList();
    StringWriter text = new StringWriter();
    try (CsvWriter all = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      all.writeRecord("step", "metric", "value");
      kept.forEach(row -> write(all, row));
    }
    AtomicFile.writeText(folder.metrics(), text.toString());
    events = EventFile.open(folder.events(), step, now());
    boolean opened = false;
    try {
      csv =
          CsvWriter.builder()
              .lineDelimiter(LineDelimiter.LF)
              .build(Files.newBufferedWriter(folder.metrics(), UTF_8, StandardOpenOption.APPEND));
      opened = true;
    } finally {
      if (!opened) {
        events.close();
      }
    }
  }

  /** Seconds since 1970, which TensorBoard shows and nothing depends on. */
  private static double now() {
    return System.currentTimeMillis() / 1000.0;
  }

  private static void write(CsvWriter csv, MetricRow row) {
    csv.writeRecord(Long.toString(row.step()), row.name(), Double.toString(row.value()));
  }

  /** Appends a row. */
  void write(MetricRow row) throws IOException {
    try {
      write(csv, row);
    } catch (UncheckedIOException e) {
      throw unwritable(folder.metrics(), e);
    }
    try {
      events.write(row.name(), row.step(), row.value(), now());
    } catch (IOException e) {
      throw unwritable(folder.events(), e);
    }
  }

  void flush() throws IOException {
    try {
      csv.flush();
    } catch (IOException e) {
      throw unwritable(folder.metrics(), e);
    }
    try {
      events.flush();
    } catch (IOException e) {
      throw unwritable(folder.events(), e);
    }
  }

  /** The streams of Java do not say what they could not write. */
  private static IOException unwritable(Path file, Exception e) {
    Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    IOException named =
        new FileSystemException(file.toString(), null, String.valueOf(cause.getMessage()));
    named.initCause(cause);
    return named;
  }

  @Override
  public void close() throws IOException {
    try (events) {
      csv.close();
    }
  }
}
