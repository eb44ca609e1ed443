package org.palaestra.app.board;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Policy;
import org.palaestra.app.Platform;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.EnvironmentFault;
import org.palaestra.environment.StepBatch;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Space;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.DamagedFileException;
import org.palaestra.store.Json;
import org.palaestra.store.MismatchException;
import org.palaestra.training.ActionLog;
import org.palaestra.training.Evaluation;
import org.palaestra.training.Evaluator;
import org.palaestra.training.SpecJson;
import org.palaestra.training.TrainingPlan;

/**
 * Proves entries. First everything must be as it was sealed; then the checkpoint acts again under
 * the board's seeds, with the portable kernels, which give the same bits everywhere, and every
 * action and every return must be the stored one. What a person did is played again from the log.
 */
public final class Verifier {

  private final Platform platform;
  private final Board board;

  /** Of one board. */
  public Verifier(Platform platform, Board board) {
    this.platform = platform;
    this.board = board;
  }

  /**
   * What came of it.
   *
   * @param id number of the entry
   * @param title who and where
   * @param episodes how many were played again
   * @param actions how many were compared
   * @param findings what is not as it was; empty if the score is proved
   */
  public record Proof(long id, String title, int episodes, long actions, List<String> findings) {

    /** Copies. */
    public Proof {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Proves one entry.
   *
   * @param progress is told the number of episodes played
   * @throws InvalidInputException if there is no such entry
   */
  public Proof verify(long id, LongConsumer progress) throws IOException {
    Row row = board.row(id);
    List<String> findings = new ArrayList<>();
    board.edited(row).forEach(part -> findings.add("edited: " + part));
    String title = row.name();
    int episodes = 0;
    long actions = 0;
    try {
      Entry entry = Entry.of(row);
      title = entry.environment().title() + " " + entry.name();
      Again again = new Again(entry, Part.VALUE_ERROR.sealed(row), findings, progress);
      episodes = entry.seeds().length;
      actions = again.play(row.identity());
    } catch (DamagedEntryException | InvalidInputException e) {
      findings.add(String.valueOf(e.getMessage()));
    }
    return new Proof(id, title, episodes, actions, findings);
  }

  /** Plays an entry again. */
  private final class Again {

    private final Entry entry;
    private final boolean withValueError;
    private final List<String> findings;
    private final LongConsumer progress;

    Again(Entry entry, boolean withValueError, List<String> findings, LongConsumer progress) {
      this.entry = entry;
      this.withValueError = withValueError;
      this.findings = findings;
      this.progress = progress;
    }

    long play(String identity) throws IOException {
      if (!entry.identity().equals(identity)) {
        findings.add(
            "its identity is not that of its environment, "
                + (entry.plan().isPresent() ? "agent and checkpoint" : "person and time"));
      }
      entry
          .plan()
          .filter(plan -> !plan.environment().equals(entry.environment()))
          .ifPresent(
              plan ->
                  findings.add(
                      "the agent was trained on %s, and the entry is of %s"
                          .formatted(
                              Json.line(SpecJson.write(plan.environment())),
                              Json.line(SpecJson.write(entry.environment())))));
      long[] seeds = board.seeds(entry.identity(), entry.seeds().length);
      if (!Arrays.equals(seeds, entry.seeds())) {
        findings.add("the seeds are not those that the board gives this entry");
      }
      Evaluator evaluator = new Evaluator(platform.environments(), entry.environment());
      Space space = platform.environments().create(evaluator.spec()).actionSpace();
      ActionLog stored;
      try {
        stored =
            ActionLog.of(
                space, entry.seeds().length, evaluator.spec().timeLimit(), entry.actions());
      } catch (ActionLog.MalformedException e) {
        findings.add("the action log: " + e.getMessage());
        return 0;
      }
      boolean person = entry.plan().isEmpty();
      Optional<Policy> policy = person ? Optional.of(replay(stored)) : learned();
      if (policy.isEmpty()) {
        return 0;
      }
      Policy player = person ? policy.get() : new WithinLog(policy.get(), stored);
      ActionLog again = new ActionLog(space, entry.seeds().length);
      try {
        Evaluation evaluation = evaluator.record(player, progress, again, entry.seeds());
        compareActions(stored, again);
        compareReturns(evaluation.returns());
        if (withValueError && !person) {
          compareValueErrors(entry.plan().get(), policy.get());
        }
      } catch (WithinLog.GoesOnException e) {
        findings.add(String.valueOf(e.getMessage()));
      } catch (EnvironmentFault | IndexOutOfBoundsException e) {
        findings.add("the actions cannot be played: " + e.getMessage());
      }
      long count = 0;
      for (int episode = 0; episode < again.episodes(); episode++) {
        count += again.length(episode);
      }
      return count;
    }

    /** The policy of the checkpoint, if that is whole and the one that was judged. */
    private Optional<Policy> learned() throws IOException {
      try {
        Checkpoint checkpoint = Checkpoint.read(board.checkpoint(entry.checkpoint()));
        if (!checkpoint.hash().equals(entry.checkpoint())) {
          findings.add("the checkpoint's content is not what its name says");
          return Optional.empty();
        }
        return Optional.of(Submission.policy(platform, entry.plan().orElseThrow(), checkpoint));
      } catch (NoSuchFileException e) {
        findings.add("the checkpoint is gone: " + e.getMessage());
      } catch (DamagedFileException e) {
        findings.add("the checkpoint: " + e.getMessage());
      } catch (IOException e) { // such as a file that nobody may read: the others are proved still
        findings.add(
            "the checkpoint %s cannot be read: %s"
                .formatted(board.checkpoint(entry.checkpoint()), e));
      } catch (MismatchException e) {
        findings.add("the checkpoint does not fit the agent: " + e.getMessage());
      }
      return Optional.empty();
    }

    private void compareActions(ActionLog stored, ActionLog again) {
      stored
          .firstDifference(again)
          .ifPresent(
              place ->
                  findings.add(
                      "episode %d, step %d: the log has %s, the %s %s"
                          .formatted(
                              place.episode() + 1,
                              place.step() + 1,
                              stored.describe(place),
                              entry.plan().isPresent() ? "checkpoint does" : "episode takes",
                              again.describe(place))));
    }

    private void compareValueErrors(TrainingPlan plan, Policy learned) {
      Optional<ValueError> again =
          ValueError.of(plan, learned, platform.environments(), platform.agents());
      if (!again.equals(entry.valueError())) {
        findings.add(
            "the board says %s, the checkpoint has %s"
                .formatted(text(entry.valueError()), text(again)));
      }
    }

    private static String text(Optional<ValueError> error) {
      return error
          .map(
              known ->
                  "a value error of %s, at most %s"
                      .formatted(known.rootMeanSquare(), known.maximum()))
          .orElse("no value error");
    }

    private void compareReturns(double[] returns) {
      for (int i = 0; i < returns.length; i++) {
        if (Double.doubleToLongBits(returns[i]) != Double.doubleToLongBits(entry.returns()[i])) {
          findings.add(
              "episode %d: the board says %s, the actions bring %s"
                  .formatted(i + 1, entry.returns()[i], returns[i]));
          return;
        }
      }
    }
  }

  /** Does what a log says, one episode at a time for each copy. */
  private static Policy replay(ActionLog log) {
    return copies -> new Replay(log, copies);
  }

  private static final class Replay implements Actor {

    private final ActionLog log;
    private final EpisodePlaces places;

    Replay(ActionLog log, int copies) {
      this.log = log;
      places = new EpisodePlaces(copies);
    }

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      places.begin(now);
      for (int copy = 0; copy < places.episodes.length; copy++) {
        int current = places.episodes[copy];
        // A copy that has run out of episodes plays on, uncounted.
        int episode = current < log.episodes() ? current : copy;
        if (log.length(episode) == 0) {
          throw new IndexOutOfBoundsException("episode %d is empty".formatted(episode + 1));
        }
        if (current < log.episodes() && places.steps[copy] >= log.length(episode)) {
          throw new IndexOutOfBoundsException(
              "episode %d goes on behind the log".formatted(episode + 1));
        }
        log.get(episode, places.steps[copy]++ % log.length(episode), out, copy);
      }
    }
  }
}
