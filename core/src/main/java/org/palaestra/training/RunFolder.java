package org.palaestra.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.EnvironmentFault;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.AtomicFile;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.DamagedFileException;
import org.palaestra.store.Json;
import org.palaestra.store.MismatchException;

/**
 * The folder of one run: {@code run.json} with the plan and where it was carried out, {@code
 * metrics.csv} and the same for TensorBoard, {@code checkpoints/}, {@code pictures/}, and {@code
 * result.json} when it is done.
 */
public final class RunFolder {

  /** Form of {@code run.json}; rises when an older program could not read it. */
  public static final int VERSION = 1;

  private static final String EVENTS = "events.out.tfevents.1.palaestra";
  private static final int KEPT_CHECKPOINTS = 2;
  private static final String SUFFIX = ".safetensors";
  private static final String BEST = "best" + SUFFIX;
  private static final String BEST_RETURN = "best.json";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * A checkpoint that was read whole.
   *
   * @param checkpoint its content
   * @param file where it lies
   * @param damaged newer files that were passed over, with what is wrong with each
   */
  public record Newest(Checkpoint checkpoint, Path file, List<String> damaged) {}

  private final Path path;
  private final TrainingPlan plan;
  private final JsonNode description;
  private final Set<Path> damaged = new HashSet<>();

  private RunFolder(Path path, TrainingPlan plan, JsonNode description) {
    this.path = path;
    this.plan = plan;
    this.description = description;
  }

  /**
   * Makes a new folder below {@code root}.
   *
   * @param provenance where and with what the run is carried out
   * @throws IOException if it cannot be written; nothing is left behind then
   */
  public static RunFolder create(Path root, TrainingPlan plan, Instant now, JsonNode provenance)
      throws IOException {
    String name =
        "%s-%s-s%s-%s"
            .formatted(
                plan.environment().id().toString().replace(':', '_'),
                plan.agent(),
                Long.toString(plan.seed()), // as %d it has the digits of the person's language
                STAMP.format(now));
    if (!Files.isDirectory(root)) { // createDirectories refuses a link to a folder
      Files.createDirectories(root);
    }
    Path folder = root.resolve(name);
    for (int i = 2; !tryCreate(folder); i++) {
      folder = root.resolve(name + "-" + i);
    }
    ObjectNode json = Json.object();
    json.put("format", "palaestra-run");
    json.put("version", VERSION);
    json.put("created", now.toString());
    json.set("plan", plan.toJson());
    json.set("provenance", provenance);
    boolean done = false;
    try {
      Json.write(folder.resolve("run.json"), json);
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(folder);
      }
    }
    return new RunFolder(folder, plan, json);
  }

  private static boolean tryCreate(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * Opens an existing folder.
   *
   * @throws InvalidInputException if it is missing, damaged, or of another version
   */
  public static RunFolder open(Path folder) {
    Path file = folder.resolve("run.json");
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(folder + " is not a run: it has no run.json");
    }
    try {
      JsonNode json = Json.read(file);
      if (!json.path("format").asText().equals("palaestra-run")) {
        throw new InvalidInputException(file + " does not describe a run");
      }
      if (json.path("version").asInt(-1) != VERSION) {
        throw new InvalidInputException(
            "%s is of version %s, and this program reads version %d"
                .formatted(file, json.path("version").asText("?"), VERSION));
      }
      return new RunFolder(folder, TrainingPlan.fromJson(json.path("plan")), json);
    } catch (DamagedFileException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new InvalidInputException(file + " cannot be read: " + e, e);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(file + ": " + e.getMessage(), e);
    }
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  /** The last part of its path. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** What is, or was, trained. */
  public TrainingPlan plan() {
    return plan;
  }

  /** When it was made, ISO 8601 in UTC. */
  public String created() {
    return description.path("created").asText();
  }

  /** {@code run.json} as it is. */
  public JsonNode description() {
    return description;
  }

  /** The metrics, one row {@code step,metric,value} each. */
  public Path metrics() {
    return path.resolve("metrics.csv");
  }

  /** The same for TensorBoard, which looks for {@code tfevents} in names. */
  public Path events() {
    return path.resolve(EVENTS);
  }

  /** Where pictures and films of the run belong; the folder is there once there is one. */
  public Path pictures() {
    return path.resolve("pictures");
  }

  /**
   * What {@code result.json} holds, if the run is done.
   *
   * @throws InvalidInputException if it is damaged
   */
  public Optional<JsonNode> result() {
    Path file = path.resolve("result.json");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(file));
    } catch (DamagedFileException e) {
      throw new InvalidInputException(
          "%s; `palaestra train --resume %s` writes it anew".formatted(e.getMessage(), name()), e);
    } catch (IOException e) {
      throw new InvalidInputException(file + " cannot be read: " + e, e);
    }
  }

  /** Writes {@code result.json}. */
  public void writeResult(JsonNode result) throws IOException {
    Json.write(path.resolve("result.json"), result);
  }

  /**
   * Writes a checkpoint and removes the oldest ones, and those that were found damaged or not to
   * fit: they must not take the place of whole ones.
   *
   * @return where it lies
   */
  public Path writeCheckpoint(Trainer trainer) throws IOException {
    String name = String.format(Locale.ROOT, "%012d%s", trainer.steps(), SUFFIX);
    Path file = path.resolve("checkpoints").resolve(name);
    Checkpoint.write(file, trainer);
    damaged.remove(file);
    int kept = 0;
    for (Path other : checkpoints()) {
      if (damaged.contains(other) || ++kept > KEPT_CHECKPOINTS) {
        Files.deleteIfExists(other);
      }
    }
    return file;
  }

  /**
   * Keeps a checkpoint as the best so far, beside the newest ones, if the last training episodes
   * brought more than those of the one that was kept before.
   */
  void keepBest(Path checkpoint, double recentReturn) throws IOException {
    if (Double.isFinite(recentReturn) && recentReturn > bestReturn()) {
      Path best = path.resolve("checkpoints").resolve(BEST);
      AtomicFile.write(best, out -> Files.copy(checkpoint, out));
      ObjectNode json = Json.object();
      json.put("checkpoint", String.valueOf(checkpoint.getFileName()));
      json.put("trainingReturn", recentReturn);
      Json.write(path.resolve(BEST_RETURN), json);
    }
  }

  /** What the best checkpoint was kept for; less than everything if there is none that is whole. */
  private double bestReturn() throws IOException {
    Path file = path.resolve(BEST_RETURN);
    if (!Files.isRegularFile(file)
        || !Files.isRegularFile(path.resolve("checkpoints").resolve(BEST))) {
      return Double.NEGATIVE_INFINITY;
    }
    try {
      return Json.read(file).path("trainingReturn").asDouble(Double.NEGATIVE_INFINITY);
    } catch (DamagedFileException e) {
      return Double.NEGATIVE_INFINITY; // The next one takes its place.
    }
  }

  /**
   * The checkpoint of the highest training return among those that were ever written.
   *
   * @return empty if none was kept yet
   * @throws InvalidInputException if it is damaged
   */
  public Optional<Newest> bestCheckpoint() throws IOException {
    Path file = path.resolve("checkpoints").resolve(BEST);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Newest(Checkpoint.read(file), file, List.of()));
    } catch (DamagedFileException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Removes what a process that was killed while it wrote left behind. */
  void removeUnfinishedFiles() throws IOException {
    for (Path folder : List.of(path, path.resolve("checkpoints"), pictures())) {
      if (Files.isDirectory(folder)) {
        for (Path file : files(folder, "\\..*\\.part")) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /**
   * Removes a run that never came to a checkpoint, so that there is nothing to go on with. A run
   * that has one stays.
   *
   * @return whether it was removed
   */
  public boolean discard() throws IOException {
    if (!checkpoints().isEmpty()) {
      return false;
    }
    removeUnfinishedFiles();
    for (String name : List.of("run.json", "metrics.csv", EVENTS, "lock", "checkpoints")) {
      Files.deleteIfExists(path.resolve(name));
    }
    return Files.deleteIfExists(path);
  }

  /**
   * Removes the run with everything in its folder. Links are removed, not what they point at.
   *
   * @throws InvalidInputException if a process is training in it
   */
  public void remove() throws IOException {
    Path lock = path.resolve("lock"); // goes last: an open file cannot be removed everywhere
    FileChannel held = lock();
    try (held) {
      if (Files.isSymbolicLink(path)) {
        Files.delete(path);
        return;
      }
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (!file.equals(lock)) {
                Files.delete(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
                throws IOException {
              if (problem != null) {
                throw problem;
              }
              if (!folder.equals(path)) {
                Files.delete(folder);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    }
    Files.deleteIfExists(lock);
    Files.delete(path);
  }

  /**
   * Keeps other processes from working in this folder until it is closed.
   *
   * @throws InvalidInputException if one does
   */
  FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new InvalidInputException(name() + " is being trained by another process");
    }
    return channel;
  }

  /** The checkpoint files, newest first. */
  public List<Path> checkpoints() throws IOException {
    Path folder = path.resolve("checkpoints");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    return files(folder, "\\d{12}\\" + SUFFIX);
  }

  /** Files whose names match, the last one first. */
  private static List<Path> files(Path folder, String pattern) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches(pattern))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  /**
   * The newest checkpoint that is whole.
   *
   * @return empty if none was written yet
   * @throws InvalidInputException if there are some, but all are damaged
   */
  public Optional<Newest> newestCheckpoint() throws IOException {
    return newest(checkpoint -> {});
  }

  /**
   * Brings a trainer to the newest checkpoint that is whole and that it can take over.
   *
   * <p>One that is whole and does not fit is passed over like a damaged one where an older one
   * fits: all were written for the plan of this run, so that somebody, or a program with a fault,
   * wrote what no training comes to, and going on from the older one leads to what it should have
   * been. Where none fits, it is the agent that is another one, and nothing is passed over.
   *
   * @param trainer made for the run's plan; nothing can be done with it if this fails
   * @return what was taken over, empty if none was written yet
   * @throws InvalidInputException if there are some, but all are damaged
   * @throws MismatchException if those that are whole do not fit; it names the newest of them and
   *     how it differs
   * @throws EnvironmentFault if the environment is to blame for that
   */
  public Optional<Newest> restoreNewest(Trainer trainer) throws IOException {
    return newest(checkpoint -> trainer.restore(checkpoint.state()));
  }

  private Optional<Newest> newest(Consumer<Checkpoint> use) throws IOException {
    List<String> notes = new ArrayList<>();
    @Nullable RuntimeException misfit = null;
    Deque<Path> files = new ArrayDeque<>(checkpoints());
    while (!files.isEmpty()) {
      Path file = files.remove();
      try {
        Checkpoint checkpoint = Checkpoint.read(file);
        use.accept(checkpoint);
        return Optional.of(new Newest(checkpoint, file, List.copyOf(notes)));
      } catch (DamagedFileException e) {
        damaged.add(file);
        notes.add(e.getMessage());
      } catch (MismatchException | EnvironmentFault e) {
        damaged.add(file);
        String note = file + " does not fit: " + e.getMessage();
        notes.add(note);
        if (misfit == null) {
          misfit = e instanceof EnvironmentFault ? e : new MismatchException(note, e);
        }
      } catch (NoSuchFileException e) {
        if (Files.isSymbolicLink(file)) { // it would be found again, for ever
          damaged.add(file);
          notes.add(file + " is a link that leads nowhere");
          continue;
        }
        // A process that trains here has written newer ones meanwhile.
        notes.clear();
        misfit = null;
        files = new ArrayDeque<>(checkpoints());
      }
    }
    if (misfit != null) {
      throw misfit;
    }
    if (!notes.isEmpty()) {
      throw new InvalidInputException(
          "no checkpoint of %s is whole: %s".formatted(name(), String.join("; ", notes)));
    }
    return Optional.empty();
  }
}
