package org.palaestra.environments.arcade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.palaestra.random.RecordedDraws;

/**
 * A game under test: its state by the names that its errors use, its steps with given draws, and
 * its observation by channel.
 */
final class GameProbe {

  private static final Pattern NAMED = Pattern.compile("\\w+: (.*) \\(state\\[\\d+]\\) must be.*");

  private final ArcadeGame game;
  private final RecordedDraws draws = new RecordedDraws();

  /** Resets the game with the values and bounds of {@code boundsAndValues} in turn. */
  GameProbe(ArcadeGame game, int... boundsAndValues) {
    this.game = game;
    prepare(boundsAndValues);
    game.reset(draws);
    assertThat(draws.left()).as("draws left").isZero();
  }

  private void prepare(int... boundsAndValues) {
    int[] bounds = new int[boundsAndValues.length / 2];
    int[] values = new int[bounds.length];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = boundsAndValues[2 * i];
      values[i] = boundsAndValues[2 * i + 1];
    }
    draws.set(bounds, values);
  }

  /** Acts; each draw must be taken, with its bound. Returns the reward. */
  double step(int action, int... boundsAndValues) {
    prepare(boundsAndValues);
    double reward = game.step(action, draws);
    assertThat(draws.left()).as("draws left").isZero();
    return reward;
  }

  boolean over() {
    return game.terminated();
  }

  /** Sets the first number of a name. */
  GameProbe set(String name, int value) {
    return set(name, 0, value);
  }

  /** Sets the number of a name that comes after {@code skip} others of it. */
  GameProbe set(String name, int skip, int value) {
    List<Double> state = state();
    state.set(index(name, skip), (double) value);
    restore(state);
    return this;
  }

  int get(String name) {
    return get(name, 0);
  }

  int get(String name, int skip) {
    return state().get(index(name, skip)).intValue();
  }

  /** Adds a thing as the newest of a list of {@link Movers}. */
  GameProbe add(String list, int x, int y, int dx, int moveTimer, int shotTimer) {
    List<Double> state = state();
    int start = index("the number of " + list, 0);
    int size = state.get(start).intValue();
    int id = state.get(start + 1).intValue();
    state.set(start, size + 1.0);
    state.set(start + 1, id + 1.0);
    int[] thing = {x, y, (dx + 1) / 2, moveTimer, shotTimer, id};
    for (int i = 0; i < thing.length; i++) {
      state.add(start + 2 + 6 * size + i, (double) thing[i]);
    }
    restore(state);
    return this;
  }

  int count(String list) {
    return get("the number of " + list);
  }

  double measure(String name) {
    return measure(game, name);
  }

  /** What a game measures under a name. */
  static double measure(ArcadeGame game, String name) {
    double[] found = {Double.NaN};
    game.measure((measured, value) -> found[0] = measured.equals(name) ? value : found[0]);
    assertThat(found[0]).as(name).isNotNaN();
    return found[0];
  }

  /** The cells of a channel as "x,y", by rows. */
  List<String> cells(int channel) {
    int size = game.observationSpace().size();
    int channels = size / 100;
    float[] observation = new float[size];
    game.observe(observation, 0);
    List<String> cells = new ArrayList<>();
    for (int cell = 0; cell < 100; cell++) {
      if (observation[cell * channels + channel] != 0) {
        cells.add(cell % 10 + "," + cell / 10);
      }
    }
    return cells;
  }

  private List<Double> state() {
    double[] out = new double[game.stateSize()];
    int length = game.save(out);
    List<Double> state = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      state.add(out[i]);
    }
    return state;
  }

  private void restore(List<Double> state) {
    double[] values = state.stream().mapToDouble(Double::doubleValue).toArray();
    game.restore(values, values.length);
  }

  /** Finds a number by what the refusal of another value calls it. */
  private int index(String name, int skip) {
    List<Double> state = state();
    int found = 0;
    for (int i = 0; i < state.size(); i++) {
      List<Double> broken = new ArrayList<>(state);
      broken.set(i, Double.NaN);
      if (name.equals(nameOfRefusal(broken)) && found++ == skip) {
        return i;
      }
    }
    throw new AssertionError("the state has no " + skip + "th " + name);
  }

  private String nameOfRefusal(List<Double> broken) {
    try {
      restore(broken);
      throw new AssertionError("NaN was taken over");
    } catch (IllegalArgumentException e) {
      Matcher matcher = NAMED.matcher(e.getMessage());
      assertThat(matcher.matches()).as(e.getMessage()).isTrue();
      return matcher.group(1);
    }
  }
}
