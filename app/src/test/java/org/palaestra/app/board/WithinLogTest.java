package org.palaestra.app.board;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.palaestra.agent.Actor;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.space.Discrete;
import org.palaestra.training.ActionLog;

final class WithinLogTest {

  private final ActionBatch actions = new ActionBatch(new Discrete(2), 2);
  private final StepBatch now = new StepBatch(2, 1, 0);

  private void step(Actor actor, boolean first, boolean second) {
    now.starts[0] = first;
    now.starts[1] = second;
    actor.act(now, actions, new RandomGenerator[2]);
  }

  /** Two copies play three episodes of 1, 3 and 2 steps: the second copy has one of them alone. */
  @Test
  void anEpisodeThatGoesOnBehindItsLogIsGivenUp() {
    ActionLog log = new ActionLog(new Discrete(2), 3);
    int[] lengths = {1, 3, 2};
    for (int episode = 0; episode < lengths.length; episode++) {
      for (int step = 0; step < lengths[episode]; step++) {
        log.add(episode, actions, 0);
      }
    }
    Actor actor = new WithinLog(copies -> (batch, out, streams) -> {}, log).actor(2);
    step(actor, true, true);
    step(actor, true, false); // the first copy begins the third episode
    step(actor, false, false);
    step(actor, true, true); // both are done, and play on uncounted
    for (int i = 0; i < 100; i++) {
      step(actor, false, false);
    }

    Actor other = new WithinLog(copies -> (batch, out, streams) -> {}, log).actor(2);
    step(other, true, true);
    step(other, true, false);
    step(other, false, false);
    assertThatThrownBy(() -> step(other, false, true))
        .hasMessage("episode 3: the log ends after 2 steps, and the checkpoint goes on");
  }
}
