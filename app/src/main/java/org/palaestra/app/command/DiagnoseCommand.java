package org.palaestra.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.app.Platform;
import org.palaestra.app.diagnosis.Diagnosis;
import org.palaestra.app.diagnosis.Examination;
import org.palaestra.app.diagnosis.Finding;
import org.palaestra.app.diagnosis.Probe;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra diagnose}. */
@Command(
    name = "diagnose",
    description =
        "Train an agent on probes with known values, and say what is broken and where to look.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DiagnoseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Platform platform;

  @Parameters(
      index = "0",
      paramLabel = "AGENT",
      completionCandidates = Candidates.AgentIds.class,
      description = "id of the agent, also of a plug-in's")
  private String id;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "change a setting of the agent; `palaestra agents show AGENT` lists them")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "root of all chance; failed probes are repeated with the next two (default:"
              + " ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "3000",
      description =
          "steps of each copy on the simplest probe; others take a multiple, repetitions 4 and 16"
              + " times as many, and up to 64 times to tell what is broken (default:"
              + " ${DEFAULT-VALUE})")
  private long steps;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  DiagnoseCommand() {}

  @Override
  public Integer call() {
    if (steps < 1 || steps > 10_000_000) {
      throw new InvalidInputException("--steps must be from 1 to 10,000,000, got " + steps);
    }
    AgentDefinition<?> definition = platform.agents().find(id);
    Map<String, String> changes = Settings.parse(settings);
    Progress progress = new Progress(out(), spec.commandLine().getErr());
    Diagnosis diagnosis =
        new Diagnosis(
            definition, changes, seed, steps, KernelChoice.of(KernelChoice.AUTO).name(), progress);
    List<Examination> examinations = diagnosis.run();
    if (examinations.stream().allMatch(each -> each.outcome() == Examination.Outcome.SKIPPED)) {
      throw new InvalidInputException(
          "%s cannot be diagnosed, since no probe suits it: %s"
              .formatted(id, examinations.get(0).reason()));
    }
    if (!diagnosis.changed().isEmpty()) {
      out()
          .println(
              "  settings for the probes: "
                  + diagnosis.changed().entrySet().stream()
                      .sorted(Map.Entry.comparingByKey())
                      .map(entry -> entry.getKey() + "=" + entry.getValue())
                      .collect(Collectors.joining(" "))
                  + " (--set overrides)");
    }
    List<Finding> findings = diagnosis.findings();
    progress.end();
    return conclude(findings, examinations);
  }

  private int conclude(List<Finding> findings, List<Examination> examinations) {
    PrintWriter out = out();
    for (Finding finding : findings) {
      out.printf(
          "verdict  %s%n         %s: %s%n         look %s%n",
          finding.fault().words(),
          finding.probe().title(),
          finding.evidence(),
          finding.fault().look());
    }
    if (findings.isEmpty()) {
      out.printf(
          "verdict  healthy: %s passes every probe that suits it (%d of %d)%n",
          id,
          examinations.stream()
              .filter(each -> each.outcome() == Examination.Outcome.PASSED)
              .count(),
          examinations.size());
    }
    out.flush();
    return findings.isEmpty() ? 0 : 1;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /**
   * Results on standard output, and what is going on in a line of a terminal that is wiped. Nothing
   * is printed before the first probe that suits the agent.
   */
  private static final class Progress implements Diagnosis.Listener {

    private static final String WIPE = "\r\033[K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal = Boolean.getBoolean("palaestra.terminal");
    private final List<String> waiting = new ArrayList<>();
    private boolean begun;

    Progress(PrintWriter out, PrintWriter err) {
      this.out = out;
      this.err = err;
    }

    @Override
    public void progress(Probe probe, int trial, double part) {
      if (terminal) {
        err.printf("%s… %-18s  training %d: %.0f %%", WIPE, probe.title(), trial, 100 * part);
        err.flush();
      } else if (part >= 1 && trial > 1) {
        err.printf("%s: training %d done%n", probe.title(), trial);
        err.flush();
      }
    }

    /** Wipes what was said last of what is going on. */
    void end() {
      if (terminal) {
        err.print(WIPE);
        err.flush();
      }
    }

    @Override
    public void examined(Examination examination) {
      end();
      begun |= examination.outcome() != Examination.Outcome.SKIPPED;
      waiting.add(examination.describe());
      if (begun) {
        waiting.forEach(out::println);
        waiting.clear();
        out.flush();
      }
    }
  }
}
