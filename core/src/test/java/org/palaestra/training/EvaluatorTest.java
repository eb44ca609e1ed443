package org.palaestra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Policy;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;

class EvaluatorTest {

  private static final Evaluator EVALUATOR =
      new Evaluator(Fixtures.ENVIRONMENTS, Fixtures.ENVIRONMENTS.find("Dice-v0").spec());

  /** Acts at random, by the stream it is given. */
  private static final Policy RANDOM =
      copies ->
          (now, out, streams) -> {
            for (int copy = 0; copy < copies; copy++) {
              out.indices[copy] = streams[copy].nextInt(3);
            }
          };

  private static final long[] SEEDS = LongStream.range(100, 117).toArray();

  /** The same episode, thrown here by the rules of the game. */
  private static double expected(long seed, int[] length) {
    RandomStream dice = new RandomStream(seed);
    RandomStream choice = new RandomStreams(seed).stream(RandomStreams.EXPLORATION);
    double sum = 0;
    length[0] = 0;
    int pips = 0;
    while (pips != 6 && length[0] < 20) {
      int action = choice.nextInt(3);
      pips = 1 + dice.nextInt(6);
      sum += pips + 0.1 * action;
      length[0]++;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 17, 40})
  void scoreIsTheSameForEveryNumberOfCopies(int copies) {
    List<Long> progress = new ArrayList<>();
    Evaluation evaluation = EVALUATOR.evaluate(RANDOM, copies, progress::add, SEEDS);
    assertThat(evaluation.seeds()).containsExactly(SEEDS);
    for (int i = 0; i < SEEDS.length; i++) {
      int[] length = new int[1];
      assertThat(evaluation.returns()[i]).isEqualTo(expected(SEEDS[i], length));
      assertThat(evaluation.lengths()[i]).isEqualTo(length[0]);
    }
    // Every listed episode counts once.
    assertThat(progress).isEqualTo(LongStream.rangeClosed(1, SEEDS.length).boxed().toList());
    assertThat(evaluation.summary().count()).isEqualTo(SEEDS.length);
  }

  @Test
  void seedThatIsListedTwiceIsPlayedTwice() {
    Evaluation evaluation = EVALUATOR.evaluate(RANDOM, 5, 9, 5);
    assertThat(evaluation.returns()[0]).isEqualTo(evaluation.returns()[2]);
    assertThat(evaluation.returns()).hasSize(3);
  }

  @Test
  void nothingToPlayIsRefused() {
    assertThatThrownBy(() -> EVALUATOR.evaluate(RANDOM)).hasMessageContaining("at least 1 episode");
  }

  @Test
  void evaluationSeedsAreNeverTrainingSeeds() {
    long[] seeds = Evaluator.seeds(11, 100);
    assertThat(seeds).doesNotHaveDuplicates().isEqualTo(Evaluator.seeds(11, 100));
    assertThat(Evaluator.seeds(12, 100)).doesNotContain(seeds);
    RandomStreams streams = new RandomStreams(11);
    for (int copy = 0; copy < 16; copy++) {
      for (int episode = 0; episode < 1000; episode++) {
        assertThat(seeds).doesNotContain(streams.seed(RandomStreams.EPISODE, copy, episode));
      }
    }
  }
}
