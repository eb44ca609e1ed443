package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.app.Session.Outcome;
import org.palaestra.app.run.Comparison;
import org.palaestra.app.run.Curve;
import org.palaestra.app.run.Metrics;
import org.palaestra.training.RunFolder;
import org.palaestra.training.TrainingRun;

final class RunsCommandTest {

  private Session session;

  @BeforeEach
  void begin(@TempDir Path folder) {
    session = new Session(folder);
  }

  /** A run whose returns are 0, 10, …, 40 at the steps 100, 200, …, 500, and more by its seed. */
  private RunFolder run(int seed, String... more) throws IOException {
    List<String> arguments = new java.util.ArrayList<>(List.of("FrozenLake-v1"));
    arguments.addAll(List.of("--agent=q-learning", "--seed=" + seed));
    arguments.addAll(List.of(more));
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--steps"))) {
      arguments.add("--steps=500");
    }
    Outcome outcome = session.run("train", arguments.toArray(new String[0]));
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    RunFolder run = session.platform().runs().find("latest");
    StringBuilder rows = new StringBuilder("step,metric,value\n");
    for (int i = 1; i <= 5; i++) {
      rows.append(100 * i).append(",episode/return,").append(10 * (i - 1) + seed).append('\n');
    }
    Files.writeString(run.metrics(), rows);
    return run;
  }

  @Test
  void seedsOfOnePlanMakeUpACurve() throws Exception {
    List<RunFolder> runs = List.of(run(1), run(2), run(3), run(4), run(7, "--set=discount=0.5"));
    List<Curve> curves = Curve.of(runs, "episode/return");
    assertThat(curves)
        .extracting(Curve::title)
        .containsExactly("q-learning, discount=0.5", "q-learning, discount=0.99");
    Curve four = curves.get(1);
    assertThat(four.seeds()).isEqualTo(4);
    assertThat(four.steps()).startsWith(100).endsWith(500).hasSize(100);
    // The middle two of 1, 2, 3 and 4 are 2 and 3; at the end there are 40 more.
    assertThat(four.middle()).startsWith(2.5).endsWith(42.5);
    assertThat(four.low()[0]).isBetween(1.0, 2.0);
    assertThat(four.high()[0]).isBetween(3.0, 4.0);
    Curve one = curves.get(0);
    assertThat(one.low()).isEqualTo(one.middle());
    assertThat(one.middle()).startsWith(7).endsWith(47);
  }

  /** Of 200 rows at 100 places none is left out: 2 and 3 make 2.5 at the second place. */
  @Test
  void aPlaceStandsForAllThatWasWrittenSinceTheLast() throws Exception {
    RunFolder run = run(1);
    StringBuilder rows = new StringBuilder("step,metric,value\n");
    for (int step = 1; step <= 200; step++) {
      rows.append(step).append(",episode/return,").append(step).append('\n');
    }
    Files.writeString(run.metrics(), rows);
    Curve curve = Curve.of("all", List.of(run), "episode/return");
    assertThat(curve.steps()).startsWith(1, 3, 5).endsWith(198, 200);
    assertThat(curve.middle()).startsWith(1, 2.5, 4.5).endsWith(197.5, 199.5);
  }

  @Test
  void oneSeedIsOneSeedHoweverOftenItWasTrainedOrNamed() throws Exception {
    RunFolder shorter = run(1);
    Files.writeString(
        shorter.metrics(), "step,metric,value\n100,episode/return,1\n200,episode/return,5\n");
    RunFolder longer = run(1);
    RunFolder other = run(2);
    List<Curve> curves = Curve.of(List.of(shorter, longer, longer, other), "episode/return");
    assertThat(curves).hasSize(1);
    assertThat(curves.get(0).seeds()).isEqualTo(2);
    assertThat(curves.get(0).steps()).endsWith(500);
    assertThat(curves.get(0).middle()).endsWith(41.5);

    Comparison again = Comparison.of(List.of(shorter, longer));
    assertThat(again.rows())
        .filteredOn(row -> row.name().equals("score"))
        .allMatch(row -> row.values().get(0).contains(" ± ")); // no interval over one seed
    assertThat(again.runs().get(0)).hasSize(2);
  }

  @Test
  void plansThatDifferHaveCurvesThatAreNamedApart() throws Exception {
    String[] names =
        Stream.of(
                run(1),
                run(1, "--envs=5"),
                run(1, "--time-limit=50"),
                run(1, "-o", "slippery=false"),
                run(1, "--steps=600"))
            .map(RunFolder::name)
            .toArray(String[]::new);
    Path file = session.folder().resolve("curves.png");
    List<String> command = new java.util.ArrayList<>(List.of("plot", "-o", file.toString()));
    command.addAll(List.of(names));
    Outcome outcome = session.run("runs", command.toArray(new String[0]));
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.output())
        .contains(
            "copies=5",
            "copies=1",
            "time limit=50",
            "option slippery=false",
            "steps=600",
            "steps=500");
    assertThat(ImageIO.read(file.toFile())).isNotNull();
  }

  @Test
  void aLinkToARunIsRemovedAndTheRunStays() throws Exception {
    RunFolder run = run(1);
    Path elsewhere = session.folder().resolve("elsewhere");
    Files.move(run.path(), elsewhere);
    Files.createSymbolicLink(run.path(), elsewhere);
    Outcome outcome = session.run("runs", "remove", "--yes", run.name());
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(run.path()).doesNotExist();
    assertThat(elsewhere.resolve("run.json")).isRegularFile();
    assertThat(elsewhere.resolve("checkpoints")).isNotEmptyDirectory();
  }

  @Test
  void aPictureOfCurvesIsDrawn() throws Exception {
    run(1);
    run(2);
    Path file = session.folder().resolve("curves.png");
    Outcome outcome =
        session.run("runs", "plot", "FrozenLake-v1-q-learning-s1", "latest", "-o", file.toString());
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.output().lines())
        .anyMatch(line -> line.matches("q-learning +2 +500 +41\\.50 \\[41\\.00, 42\\.00\\]"))
        .endsWith("drawn in " + file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(960);
    int blue = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        blue += (image.getRGB(x, y) & 0xffffff) == 0x0072b2 ? 1 : 0;
      }
    }
    assertThat(blue).as("pixels of the curve").isGreaterThan(500);
  }

  @Test
  void slipsInPlotsAreSaid() throws Exception {
    run(1);
    Outcome metric = session.run("runs", "plot", "latest", "--metric", "episode/retrun");
    assertThat(metric.exitCode()).isEqualTo(2);
    assertThat(metric.errors())
        .contains("unknown metric \"episode/retrun\"; did you mean episode/return?");
    Path file = session.folder().resolve("curves.jpg");
    Outcome form = session.run("runs", "plot", "latest", "-o", file.toString());
    assertThat(form.exitCode()).isEqualTo(2);
    assertThat(form.errors()).contains("the file must end with .png, got ");
    assertThat(file).doesNotExist();
  }

  /** As a process leaves it that was killed while it wrote. */
  @Test
  void rowsThatAreCutShortArePassedOver() throws Exception {
    RunFolder run = run(1);
    Files.writeString(run.metrics(), "step,metric,value\n100,a/b,1.5\nx,y,z\n200,a/b\n300,a/b,2e");
    Metrics metrics = Metrics.of(run);
    assertThat(metrics.names()).containsExactly("a/b");
    assertThat(metrics.get("a/b")).containsExactly(Map.entry(100L, 1.5));
    Files.delete(run.metrics());
    assertThat(Metrics.of(run).names()).isEmpty();
  }

  @Test
  void aRunIsShown() throws Exception {
    RunFolder run = run(5);
    Outcome outcome = session.run("runs", "show");
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.output())
        .contains("run                            " + run.path())
        .containsPattern("seed +5\n")
        .containsPattern("  discount +0\\.99\n")
        .containsPattern("checkpoint +.*000000000500\\.safetensors, [\\d,]+ bytes\n")
        .containsPattern("last episode/return +45\\.0000 at step 500\n")
        .containsPattern("score +\\d\\.\\d\\d ± ");
  }

  @Test
  void whatDiffersIsCompared() throws Exception {
    RunFolder a = run(1);
    RunFolder b = run(2, "--set=discount=0.5");
    Outcome outcome = session.run("runs", "compare", a.name(), b.name());
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    List<String> first = outcome.output().lines().map(line -> line.split(" {2,}", -1)[0]).toList();
    assertThat(first).containsExactly("", "run", "discount", "seed", "score", "steps a second");
    assertThat(outcome.output()).containsPattern("discount +0\\.99 +0\\.5\n");
  }

  @Test
  void whatIsRemovedIsGone() throws Exception {
    RunFolder kept = run(1);
    RunFolder gone = run(2);
    Path outside = Files.writeString(session.folder().resolve("outside"), "stays");
    Files.createSymbolicLink(gone.path().resolve("link"), outside);
    Outcome asked = session.run("runs", "remove", "latest");
    assertThat(asked.exitCode()).isEqualTo(2);
    assertThat(asked.errors()).contains("there is nobody to ask whether to remove " + gone.name());
    assertThat(gone.path()).exists();
    Outcome outcome = session.run("runs", "remove", "--yes", "latest", "latest");
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(gone.path()).doesNotExist();
    assertThat(outside).hasContent("stays");
    assertThat(session.platform().runs().names()).containsExactly(kept.name());
  }

  @Test
  void aRunThatIsBeingTrainedIsNotRemoved() throws Exception {
    RunFolder run = run(1);
    Platform platform = session.platform();
    try (var trainer =
            new org.palaestra.training.Trainer(
                run.plan(), platform.environments(), platform.agents());
        TrainingRun training =
            new TrainingRun(run, trainer, new java.util.ArrayList<>(), System::nanoTime)) {
      assertThat(training.progress().total()).isEqualTo(500);
      Outcome outcome = session.run("runs", "remove", "--yes", run.name());
      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.errors()).contains(run.name() + " is being trained by another process");
    }
    assertThat(run.checkpoints()).hasSize(1);
  }
}
