package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.palaestra.training.TrainingRun.Progress;

final class ProgressLineTest {

  private final StringWriter shown = new StringWriter();

  private String show(boolean terminal, Progress... all) {
    ProgressLine line = new ProgressLine(new PrintWriter(shown), terminal);
    for (Progress progress : all) {
      line.progress(progress);
    }
    line.end();
    return shown.toString();
  }

  private static Progress at(long steps) {
    return new Progress(steps, 10_000, steps / 20, 12.345, 2000);
  }

  @Test
  void plainLinesComeOnceATenth() {
    assertThat(show(false, at(10), at(20), at(1000), at(1010), at(5500), at(10_000)).lines())
        .containsExactly(
            "  0%  10/10,000 steps  2,000 steps/s  return 12.35  5 s left",
            " 10%  1,000/10,000 steps  2,000 steps/s  return 12.35  5 s left",
            " 55%  5,500/10,000 steps  2,000 steps/s  return 12.35  2 s left",
            "100%  10,000/10,000 steps  2,000 steps/s  return 12.35  done");
  }

  @Test
  void barIsDrawnOverItselfAndCoversWhatWasLonger() {
    Progress first = new Progress(0, 10_000, 0, Double.NaN, 1);
    String[] drawn = show(true, first, at(5000)).split("\r", -1);
    assertThat(drawn).hasSize(3);
    assertThat(drawn[0]).isEmpty();
    assertThat(drawn[1])
        .isEqualTo(
            "▕" + "░".repeat(24) + "▏  0%  0/10,000 steps  1.0 steps/s  return –  2 h 46 min left");
    assertThat(drawn[2])
        .startsWith(
            "▕"
                + "█".repeat(12)
                + "░".repeat(12)
                + "▏ 50%  5,000/10,000 steps  2,000 steps/s  return 12.35  3 s left")
        .endsWith(System.lineSeparator());
  }

  @Test
  void barThatWasNeverDrawnLeavesNoLine() {
    assertThat(show(true)).isEmpty();
  }

  @Test
  void shorterBarWipesTheLongerOne() {
    show(true, new Progress(9, 10_000, 0, 1, 1), new Progress(10_000, 10_000, 0, 1, 1));
    String[] drawn = shown.toString().replace(System.lineSeparator(), "").split("\r", -1);
    assertThat(drawn[2].strip()).hasSizeLessThan(drawn[1].length());
    assertThat(drawn[2]).hasSameSizeAs(drawn[1]);
  }

  @Test
  void timeLeftIsInWordsThatFitItsLength() {
    assertThat(ProgressLine.duration(0.4)).isEqualTo("0 s");
    assertThat(ProgressLine.duration(59.4)).isEqualTo("59 s");
    assertThat(ProgressLine.duration(59.6)).isEqualTo("1 min 00 s");
    assertThat(ProgressLine.duration(3599)).isEqualTo("59 min 59 s");
    assertThat(ProgressLine.duration(3661)).isEqualTo("1 h 01 min");
    assertThat(ProgressLine.speed(99.94)).isEqualTo("99.9");
    assertThat(ProgressLine.speed(1234.5)).isIn("1,234", "1,235");
  }
}
