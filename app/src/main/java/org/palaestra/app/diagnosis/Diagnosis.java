package org.palaestra.app.diagnosis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environments.Probes;
import org.palaestra.space.Space;
import org.palaestra.training.TrainingPlan;

/**
 * Gives an agent the probes, one after the other, and says what is wrong with it. A probe whose
 * foundations failed is left out, since it would fail for the same reason. One that fails is
 * repeated with other seeds and more steps, and only if all come out wrong the agent is accused.
 */
public final class Diagnosis {

  /** Trainings on one probe before an agent is accused. */
  static final int TRIALS = 3;

  /** How many times as long each further training takes: slow is not broken. */
  private static final int LONGER = 4;

  private static final double LONGEST_DISCOUNT = 0.95;

  /** Hears how it goes on. */
  public interface Listener {

    /**
     * A part of one training is done.
     *
     * @param trial number of the training on this probe, from 1; above {@link #TRIALS} one that is
     *     to tell what is broken, after the probes
     * @param part from 0 to 1
     */
    void progress(Probe probe, int trial, double part);

    /** A probe is done with. */
    void examined(Examination examination);
  }

  private final Subject subject;
  private final long seed;
  private final long steps;
  private final Listener listener;
  private final Map<Probe, Examination> examined = new EnumMap<>(Probe.class);
  private final Map<String, String> changed = new TreeMap<>();
  private double discount = Double.NaN;

  /**
   * Of one agent.
   *
   * @param definition the agent
   * @param settings changed settings by key
   * @param seed of the first training; repetitions take the next ones
   * @param steps steps of each copy on the simplest probe, at least 1; others get a multiple
   * @param kernels which numeric kernels to compute with
   * @throws org.palaestra.settings.InvalidInputException if a setting is unknown or refused
   */
  public Diagnosis(
      AgentDefinition<?> definition,
      Map<String, String> settings,
      long seed,
      long steps,
      String kernels,
      Listener listener) {
    Environments environments =
        Environments.of(
            Stream.concat(new Probes().environments().stream(), Stream.of(Choice.definition()))
                .toArray(EnvironmentDefinition<?>[]::new));
    subject = new Subject(definition, settings, environments, kernels);
    this.seed = seed;
    this.steps = steps;
    this.listener = listener;
  }

  /** Gives all probes. */
  public List<Examination> run() {
    for (Probe probe : Probe.values()) {
      Examination examination = examine(probe);
      examined.put(probe, examination);
      listener.examined(examination);
    }
    return List.copyOf(examined.values());
  }

  /** What is broken, after {@link #run}; may train further where probes failed. */
  public List<Finding> findings() {
    return new Verdict(
            examined,
            discount,
            new Preference(subject, seed, 2 * steps, listener),
            new LongEpisodes(subject, seed, 64 * steps, listener),
            new FurtherSeeds(subject, seed + TRIALS, LONGER * steps, listener))
        .findings();
  }

  /** Settings that were changed for the sake of the probes, by key, after {@link #run}. */
  public Map<String, String> changed() {
    return Map.copyOf(changed);
  }

  private Examination examine(Probe probe) {
    for (Probe foundation : probe.foundations()) {
      if (failed(foundation)) {
        return Examination.skipped(
            probe, "it stands on %s, which failed".formatted(foundation.title()));
      }
    }
    Optional<String> reason = Optional.empty();
    for (Probe.Form form : Probe.Form.values()) {
      Optional<EnvironmentSpec> spec = probe.spec(form, subject.environments());
      if (spec.isPresent()) {
        Optional<String> refusal = subject.refusal(spec.get());
        if (refusal.isEmpty()) {
          return examine(probe, form, spec.get());
        }
        // That it needs other observations or actions was put right by another form.
        reason = form == Probe.Form.REAL ? reason.or(() -> refusal) : refusal;
      }
    }
    return Examination.skipped(probe, reason.orElse("there is no such probe for it"));
  }

  /** A foundation counts as failed, too, if it was left out because of its own. */
  private boolean failed(Probe probe) {
    Examination examination = examined.get(probe);
    return (examination != null && examination.outcome() == Examination.Outcome.FAILED)
        || probe.foundations().stream().anyMatch(this::failed);
  }

  private Examination examine(Probe probe, Probe.Form form, EnvironmentSpec spec) {
    Map<String, String> changes = subject.changes(probe, spec);
    TrainingPlan first = plan(probe, spec, changes, 0);
    Agent agent = subject.untrained(first);
    double known = Subject.discount(first);
    if (!Double.isNaN(known)) {
      discount = known;
    }
    Optional<String> reason = needless(probe, form, spec, agent);
    if (reason.isPresent()) {
      return Examination.skipped(probe, reason.get());
    }
    changed.putAll(changes);
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < TRIALS && (trials.isEmpty() || !trials.get(i - 1).passed()); i++) {
      int number = i + 1;
      trials.add(
          new Interview(subject, probe, form, discount, !Double.isNaN(known))
              .hold(plan(probe, spec, changes, i), part -> listener.progress(probe, number, part)));
    }
    Examination examination = Examination.of(probe, trials);
    if (probe == Probe.DELAY
        && Double.isNaN(discount)
        && examination.outcome() == Examination.Outcome.PASSED) {
      discount = examination.last().states().get(0).value();
    }
    return examination;
  }

  private TrainingPlan plan(
      Probe probe, EnvironmentSpec spec, Map<String, String> changes, int repetition) {
    long total = steps * subject.copies() * probe.weight;
    for (int i = 0; i < repetition; i++) {
      total *= LONGER;
    }
    return subject.plan(spec, changes, seed + repetition, total);
  }

  /** Why the agent need not pass, or empty. */
  private Optional<String> needless(
      Probe probe, Probe.Form form, EnvironmentSpec spec, Agent agent) {
    Space actions = subject.environments().create(spec).actionSpace();
    return switch (probe.asks) {
      case VALUES -> {
        Answer answer =
            Answer.of(agent.target().actor(1), actions, true, seed, probe.observed(0, form));
        if (!answer.tellsValue()) {
          yield Optional.of("it tells no values, and there is nothing to choose");
        }
        yield probe == Probe.TRUNCATION && !(discount <= LONGEST_DISCOUNT)
            ? Optional.of(
                Double.isNaN(discount)
                    ? "its discount is not known"
                    : "with a discount of %s the value takes long to learn; leave it to the diagnosis"
                        .formatted(discount))
            : Optional.empty();
      }
      case ACTIONS ->
          agent.improves()
              ? Optional.empty()
              : Optional.of("it looks for no better actions than those it is given");
      case MEMORY ->
          agent.improves() && Subject.remembers(agent.target())
              ? Optional.empty()
              : Optional.of("it has no memory of what it saw before");
    };
  }
}
