package org.palaestra.nd4j.rl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.agent.AgentFault;
import org.palaestra.agent.Agents;
import org.palaestra.agent.DivergenceException;
import org.palaestra.training.Trainer;

/** Whatever becomes of RL4J's process, one run ends with words, and others go on. */
final class GuestFaultTest {

  private static final int SILENCE = 4;

  private static final Agents AGENTS =
      Agents.of(
          FakeGuests.agent("hanging", FakeGuests.Hanging.class, SILENCE),
          FakeGuests.agent("crashing", FakeGuests.Crashing.class, 60),
          FakeGuests.agent("throwing", FakeGuests.Throwing.class, 60),
          FakeGuests.agent("babbling", FakeGuests.Babbling.class, 60),
          FakeGuests.agent("diverging", FakeGuests.Diverging.class, 60));

  private static Trainer begin(String agent) {
    return GuestTrainings.begin(AGENTS, agent, "CartPole-v1", 1, 100, 1);
  }

  @Test
  void hangFailsItsRunAloneAndItsProcessIsEnded() {
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    try (Trainer healthy = GuestTrainings.small("rl4j-a2c", "CartPole-v1", 3, 60);
        Trainer hanging = begin("hanging")) {
      healthy.step();
      assertThatThrownBy(() -> GuestTrainings.finish(hanging))
          .isInstanceOf(AgentFault.class)
          .hasMessageStartingWith("RL4J 1.0.0-M1.1 failed in hanging after ")
          .hasMessageEndingWith(
              "it said nothing for 4 s and was ended; --set silence=SECONDS waits longer");
      GuestTrainings.finish(healthy);
      assertThat(healthy.steps()).isEqualTo(60);
    }
    ProcessHandle.current()
        .children()
        .filter(child -> !before.contains(child))
        .filter(child -> child.info().commandLine().orElse("").contains("FakeGuests$Hanging"))
        .forEach(
            child -> assertThat(child.onExit()).succeedsWithin(java.time.Duration.ofSeconds(20)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crashing | its process ended with code 134; its last words: SIGSEGV in libnd4jcpu.so",
        "throwing | it threw java.lang.RuntimeException: no probability distribution",
        "babbling | its process ended with code 0"
      })
  void failureIsNamedWithTheStep(String agent, String what) {
    try (Trainer trainer = begin(agent)) {
      assertThatThrownBy(() -> GuestTrainings.finish(trainer))
          .isInstanceOf(AgentFault.class)
          .hasMessage("RL4J 1.0.0-M1.1 failed in %s after 5 steps: %s", agent, what);
    }
  }

  @Test
  void lossThatIsNoNumberIsADivergence() {
    try (Trainer trainer = begin("diverging")) {
      assertThatThrownBy(() -> GuestTrainings.finish(trainer))
          .isInstanceOf(DivergenceException.class)
          .hasMessage(
              "diverging diverged within 5 steps: its loss/td is NaN; lower rate or rewardFactor");
    }
  }

  /** A learning rate beyond all reason: what RL4J throws on the other side arrives here. */
  @Test
  void realLearnerThatDivergesIsTold() {
    try (Trainer trainer =
        GuestTrainings.begin(
            GuestTrainings.AGENTS,
            "rl4j-a2c",
            "CartPole-v1",
            1,
            2_000,
            1,
            "rate",
            "1e30",
            "network.width",
            "8")) {
      Throwable problem = catchThrowable(() -> GuestTrainings.finish(trainer));
      assertThat(problem).isInstanceOfAny(DivergenceException.class, AgentFault.class);
      assertThat(problem).hasMessageContaining("rl4j-a2c");
    }
  }

  @Test
  void silenceHasALimit() {
    assertThatThrownBy(() -> GuestProcess.checkSilence(0))
        .hasMessage("silence must be from 1 to 86400 seconds, got 0");
  }
}
