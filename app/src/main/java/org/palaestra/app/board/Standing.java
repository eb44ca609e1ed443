package org.palaestra.app.board;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.palaestra.agent.Agents;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.statistics.Aggregate;
import org.palaestra.statistics.Summary;
import org.palaestra.training.TrainingPlan;

/**
 * Who did how well on one environment: all entries of one agent with one configuration, each a seed
 * of its training, or those of one person.
 *
 * @param environment where
 * @param name id of the agent, or what the person is called
 * @param settings every setting of the agent; empty for a person
 * @param steps environment steps of each training; 0 for a person
 * @param copies of the environment in each training; 0 for a person
 * @param person whether it is a person
 * @param entries the entries, at least one
 */
public record Standing(
    EnvironmentSpec environment,
    String name,
    Map<String, String> settings,
    long steps,
    int copies,
    boolean person,
    List<Entry> entries) {

  /** Seeds below which a standing says little (Agarwal et al., NeurIPS 2021). */
  public static final int ENOUGH = 10;

  /** Copies. */
  public Standing {
    // Intervals are drawn by chance, so they must not depend on who came first.
    entries =
        entries.stream()
            .sorted(
                Comparator.comparingLong(
                        (Entry entry) -> entry.plan().map(TrainingPlan::seed).orElse(0L))
                    .thenComparing((Entry entry) -> entry.identity()))
            .toList();
  }

  /** {@code [seeds][1]} mean return of each; of one that was trained twice, the mean over both. */
  public double[][] scores() {
    return bySeed().stream()
        .map(same -> same.stream().mapToDouble(entry -> entry.summary().mean()).toArray())
        .map(means -> new double[] {Summary.of(means).mean()})
        .toArray(double[][]::new);
  }

  /**
   * The root mean square error of the values of each seed; of one that was trained twice, the mean
   * over both. Seeds without any are left out.
   */
  double[] valueErrors() {
    return bySeed().stream()
        .map(
            same ->
                same.stream()
                    .flatMap(entry -> entry.valueError().stream())
                    .mapToDouble(ValueError::rootMeanSquare)
                    .toArray())
        .filter(errors -> errors.length > 0)
        .mapToDouble(errors -> Summary.of(errors).mean())
        .toArray();
  }

  /** The interquartile mean over seeds. */
  public double interquartileMean() {
    return Aggregate.INTERQUARTILE_MEAN.of(scores());
  }

  /**
   * How many seeds its agents were trained with: one that was trained twice, with other kernels or
   * by another build, is one. For a person, how often they played.
   */
  public int seeds() {
    return bySeed().size();
  }

  /** What is no other chance together: the entries of one seed, or one attempt of a person. */
  private Collection<List<Entry>> bySeed() {
    Map<Object, List<Entry>> samples = new LinkedHashMap<>();
    for (Entry entry : entries) {
      Object sample = entry.plan().<Object>map(TrainingPlan::seed).orElseGet(entry::identity);
      samples.computeIfAbsent(sample, none -> new ArrayList<>()).add(entry);
    }
    return samples.values();
  }

  /** Whether there are too few seeds to believe in. */
  public boolean tooFew() {
    return seeds() < ENOUGH;
  }

  /**
   * Everybody by environment, and the best of each first. Environments come in the order of their
   * names. Settings that an agent did not have yet when it was trained count as its defaults.
   */
  public static Map<EnvironmentSpec, List<Standing>> of(List<Entry> entries, Agents agents) {
    record Key(
        EnvironmentSpec environment,
        String name,
        Map<String, String> settings,
        long steps,
        int copies,
        boolean person) {}
    Map<Key, List<Entry>> groups = new LinkedHashMap<>();
    for (Entry entry : entries) {
      Key key =
          new Key(
              entry.environment(),
              entry.name(),
              entry.plan().map(plan -> plan.completed(agents).settings()).orElse(Map.of()),
              entry.steps(),
              entry.plan().map(TrainingPlan::copies).orElse(0),
              entry.plan().isEmpty());
      groups.computeIfAbsent(key, none -> new ArrayList<>()).add(entry);
    }
    Standing[] all =
        groups.entrySet().stream()
            .map(
                group ->
                    new Standing(
                        group.getKey().environment(),
                        group.getKey().name(),
                        group.getKey().settings(),
                        group.getKey().steps(),
                        group.getKey().copies(),
                        group.getKey().person(),
                        group.getValue()))
            .toArray(Standing[]::new);
    Arrays.sort(
        all,
        Comparator.comparing((Standing standing) -> standing.environment().title())
            .thenComparing(Comparator.comparingDouble(Standing::interquartileMean).reversed())
            .thenComparing(Standing::name)
            .thenComparing(standing -> standing.settings().toString())
            .thenComparing(Standing::steps)
            .thenComparing(Standing::copies));
    Map<EnvironmentSpec, List<Standing>> byEnvironment = new LinkedHashMap<>();
    for (Standing standing : all) {
      byEnvironment
          .computeIfAbsent(standing.environment(), none -> new ArrayList<>())
          .add(standing);
    }
    return byEnvironment;
  }
}
