package org.palaestra.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.palaestra.settings.Settings;
import org.palaestra.store.Json;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;
import org.palaestra.training.TrainingRun;
import picocli.CommandLine;

/**
 * A person's folder with runs and plug-ins, in which the program is used within this JVM.
 *
 * @param folder where runs and plug-ins lie
 */
record Session(Path folder) {

  /** Keep a DQN that learns nothing much quick. */
  static final List<String> SMALL_DQN =
      List.of(
          "--agent=dqn",
          "--set=replay.capacity=1000",
          "--set=replay.warmup=200",
          "--set=replay.batch=16",
          "--set=network.hidden=16");

  /** What a command left behind. */
  record Outcome(int exitCode, String output, String errors) {

    /** The object on the last line of standard output. */
    JsonNode json() throws IOException {
      List<String> lines = output.lines().toList();
      return Json.parse(lines.get(lines.size() - 1));
    }
  }

  Path runs() {
    return folder.resolve("runs");
  }

  Path plugins() {
    return folder.resolve("plugins");
  }

  /** Runs a command that knows {@code --runs} and {@code --plugins}. */
  Outcome run(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--runs", runs().toString(), "--plugins", plugins().toString()));
    return plain(all.toArray(new String[0]));
  }

  /** Trains the small DQN; {@code arguments} name the environment and what else is different. */
  Outcome train(String... arguments) {
    List<String> all = new ArrayList<>(SMALL_DQN);
    all.addAll(List.of(arguments));
    return run("train", all.toArray(new String[0]));
  }

  /** Runs the program with these arguments alone. */
  static Outcome plain(String... arguments) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    CommandLine line = Palaestra.commandLine();
    line.setOut(new PrintWriter(output, true));
    line.setErr(new PrintWriter(errors, true));
    int code = line.execute(arguments);
    return new Outcome(code, output.toString(), errors.toString());
  }

  /** What the commands find with this folder's plug-ins. */
  Platform platform() {
    return CommandLine.populateCommand(
        new Platform(), "--runs", runs().toString(), "--plugins", plugins().toString());
  }

  /**
   * A run as Ctrl-C leaves it behind once {@code stop} steps are done: with a checkpoint of that
   * step.
   */
  RunFolder stopped(String environment, String agent, Map<String, String> options, long stop)
      throws IOException {
    Platform platform = platform();
    TrainingPlan plan =
        new TrainingPlan(
            platform.environments().find(environment).spec(options),
            agent,
            Settings.flatten(platform.agents().find(agent).settings(Map.of())),
            1,
            3 * stop,
            1,
            "scalar");
    RunFolder run = RunFolder.create(runs(), plan, Instant.now(), Provenance.toJson());
    train(run, stop);
    return run;
  }

  /** Goes on with a run until {@code stop} steps are done. */
  void train(RunFolder run, long stop) throws IOException {
    Platform platform = platform();
    try (Trainer trainer = new Trainer(run.plan(), platform.environments(), platform.agents());
        TrainingRun training = new TrainingRun(run, trainer, new ArrayList<>(), System::nanoTime)) {
      training.train(() -> trainer.steps() >= stop, progress -> {});
    }
  }

  /** Every file below {@link #runs()} with its content, to see that nothing changed. */
  Map<String, String> tree() throws IOException {
    return tree(runs());
  }

  /** Every file and folder below {@code root} with its content. */
  static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    if (!Files.exists(root)) {
      return tree;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        String content =
            Files.isDirectory(file) ? "/" : HexFormat.of().formatHex(Files.readAllBytes(file));
        tree.put(root.relativize(file).toString(), content);
      }
    }
    return tree;
  }
}
