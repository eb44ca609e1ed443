package org.palaestra.environments.arcade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.palaestra.random.RandomStream;
import org.palaestra.view.Drawing;

/** What holds for every game. */
class ArcadeGamesTest {

  /** What jumps by the rules: home, round the edge, or to where it is served. */
  private static final Set<String> JUMPERS =
      Set.of("chicken", "car", "ball", "trail", "paddle", "opponent");

  private static Stream<ArcadeGame> games() {
    return Stream.of(
        new Asterix(Asterix.Options.DEFAULT),
        new Breakout(Breakout.Options.DEFAULT),
        new Freeway(Freeway.Options.DEFAULT),
        new Pong(Pong.Options.DEFAULT),
        new Seaquest(Seaquest.Options.DEFAULT),
        new Snake(Snake.Options.DEFAULT),
        new SpaceInvaders(SpaceInvaders.Options.DEFAULT));
  }

  @ParameterizedTest
  @MethodSource("games")
  void whatIsPaintedKeepsItsIdAndMovesByACellAtMost(ArcadeGame game) {
    RandomStream random = new RandomStream(6);
    for (int episode = 0; episode < 30; episode++) {
      game.reset(random);
      Map<String, Drawing.EntityBegin> before = entities(game);
      for (int step = 0; step < 400 && !game.terminated(); step++) {
        game.step(random.nextInt(6), random);
        Map<String, Drawing.EntityBegin> now = entities(game);
        now.forEach(
            (key, entity) -> {
              Drawing.EntityBegin old = before.get(key);
              if (old != null && !JUMPERS.contains(entity.kind())) {
                assertThat(Math.abs(entity.x() - old.x())).as(key).isLessThanOrEqualTo(1);
                assertThat(Math.abs(entity.y() - old.y())).as(key).isLessThanOrEqualTo(1);
              }
            });
        before.clear();
        before.putAll(now);
      }
    }
  }

  private static Map<String, Drawing.EntityBegin> entities(ArcadeGame game) {
    Drawing.Recorder recorder = new Drawing.Recorder();
    game.paint(recorder);
    Map<String, Drawing.EntityBegin> entities = new HashMap<>();
    for (Drawing.Shape shape : recorder.take().shapes()) {
      if (shape instanceof Drawing.EntityBegin entity) {
        assertThat(entities.put(entity.kind() + " " + entity.id(), entity))
            .as("two of %s %s", entity.kind(), entity.id())
            .isNull();
      }
    }
    return entities;
  }

  @ParameterizedTest
  @MethodSource("games")
  void scoreIsTheSumOfTheRewards(ArcadeGame game) {
    RandomStream random = new RandomStream(7);
    double most = 0;
    for (int episode = 0; episode < 50; episode++) {
      game.reset(random);
      double sum = 0;
      while (!game.terminated()) {
        sum += game.step(random.nextInt(6), random);
      }
      assertThat(game.score()).isEqualTo((int) sum);
      most = Math.max(most, Math.abs(sum));
    }
    assertThat(most).isPositive();
  }

  @ParameterizedTest
  @MethodSource("games")
  void twinThatIsRestoredAtRandomPointsStaysATwin(ArcadeGame game) {
    double[] state = new double[game.stateSize()];
    double[] other = new double[game.stateSize()];
    for (long seed = 0; seed < 100; seed++) {
      RandomStream actions = new RandomStream(seed + 1000);
      RandomStream random = new RandomStream(seed);
      RandomStream twinRandom = new RandomStream(seed);
      ArcadeGame twin =
          games().filter(g -> g.getClass() == game.getClass()).findAny().orElseThrow();
      game.reset(random);
      twin.reset(twinRandom);
      for (int step = 0; step < 600 && !game.terminated(); step++) {
        if (actions.nextInt(20) == 0) {
          twin.reset(new RandomStream(step));
          int size = game.save(state);
          twin.restore(state, size);
        }
        int action = actions.nextInt(6);
        double reward = game.step(action, random);
        assertThat(twin.step(action, twinRandom))
            .as("seed %s, step %s", seed, step)
            .isEqualTo(reward);
        int length = game.save(state);
        assertThat(twin.save(other)).isEqualTo(length);
        assertThat(Arrays.equals(state, 0, length, other, 0, length))
            .as("seed %s, step %s", seed, step)
            .isTrue();
        assertThat(twin.terminated()).isEqualTo(game.terminated());
      }
    }
  }

  /** Random walks through states that were changed at random: refused, or played to the end. */
  @ParameterizedTest
  @MethodSource("games")
  void noStateThatIsAcceptedBreaksTheGame(ArcadeGame game) {
    long seed = 8;
    RandomStream random = new RandomStream(seed);
    float[] observation = new float[game.observationSpace().size()];
    double[] state = new double[game.stateSize()];
    int accepted = 0;
    for (int round = 0; round < 2_000; round++) {
      game.reset(random);
      for (int step = random.nextInt(80); step > 0 && !game.terminated(); step--) {
        game.step(random.nextInt(6), random);
      }
      int length = game.save(state);
      double[] changed = Arrays.copyOf(state, length);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        changed[random.nextInt(length)] = random.nextInt(14) - 2;
      }
      try {
        game.restore(changed, length);
        accepted++;
      } catch (IllegalArgumentException refused) {
        double[] after = new double[state.length];
        assertThat(game.save(after)).isEqualTo(length);
        assertThat(Arrays.copyOf(after, length)).isEqualTo(Arrays.copyOf(state, length));
        continue;
      }
      for (int step = 0; step < 200 && !game.terminated(); step++) {
        game.step(random.nextInt(6), random);
        Arrays.fill(observation, 0);
        game.observe(observation, 0);
        assertThat(game.observationSpace().contains(observation, 0)).as("seed %s", seed).isTrue();
        game.stateSize();
      }
    }
    assertThat(accepted).isGreaterThan(50);
  }

  @ParameterizedTest
  @MethodSource("games")
  void longestStateIsAnnounced(ArcadeGame game) {
    RandomStream random = new RandomStream(3);
    game.reset(random);
    int announced = game.stateSize();
    double[] state = new double[announced];
    for (int i = 0; i < 2_000 && !game.terminated(); i++) {
      assertThat(game.save(state)).isLessThanOrEqualTo(announced);
      game.step(random.nextInt(6), random);
    }
    assertThat(game.stateSize()).isEqualTo(announced);
    assertThat(List.of(announced)).allMatch(size -> size < 5_000);
  }
}
