package org.palaestra.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.palaestra.agent.Policy;
import org.palaestra.app.run.RunPictures;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.MismatchException;
import org.palaestra.training.Evaluation;
import org.palaestra.training.Evaluator;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Trainer;

/** Brings stored runs back to life and judges them. */
public final class Judge {

  /** Most evaluation episodes. */
  public static final int MOST_EPISODES = 1_000_000;

  private final Platform platform;

  /** With what there is. */
  public Judge(Platform platform) {
    this.platform = platform;
  }

  /**
   * A run at a checkpoint.
   *
   * @param policy to act with
   * @param steps environment steps it was trained for
   * @param trainingReturn mean return of the last training episodes, NaN if there was none
   * @param checkpoint hash of the checkpoint
   * @param notes checkpoints that were passed over
   */
  public record Trained(
      Policy policy, long steps, double trainingReturn, String checkpoint, List<String> notes) {}

  /**
   * Loads the newest checkpoint of a run that is whole and fits.
   *
   * @throws InvalidInputException if there is none
   */
  public Trained load(RunFolder run) throws IOException {
    try (Trainer trainer = trainer(run)) {
      return trained(
          trainer,
          run.restoreNewest(trainer)
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "%s has no checkpoint yet; `palaestra train --resume %s` goes on with it"
                              .formatted(run.name(), run.name()))));
    }
  }

  /**
   * Loads the checkpoint of the highest training return.
   *
   * @throws InvalidInputException if there is none, or it does not fit the agent
   */
  public Trained loadBest(RunFolder run) throws IOException {
    RunFolder.Newest best =
        run.bestCheckpoint()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "%s has kept no best checkpoint: fewer than %d episodes were finished"
                            .formatted(run.name(), Trainer.RECENT)));
    try (Trainer trainer = trainer(run)) {
      trainer.restore(best.checkpoint().state());
      return trained(trainer, best);
    } catch (MismatchException e) {
      throw new InvalidInputException(best.file() + " does not fit: " + e.getMessage(), e);
    }
  }

  private Trainer trainer(RunFolder run) {
    return new Trainer(run.plan(), platform.environments(), platform.agents());
  }

  private static Trained trained(Trainer trainer, RunFolder.Newest source) {
    return new Trained(
        trainer.agent().target(),
        trainer.steps(),
        trainer.recentReturn(),
        source.checkpoint().hash(),
        source.damaged());
  }

  /**
   * Judges a training that is complete, and stores the result with a picture of how it went.
   *
   * @param speed steps a second of the training
   * @param episodes evaluation episodes, at least 1
   */
  public Report conclude(RunFolder run, Trainer trainer, double speed, int episodes)
      throws IOException {
    Evaluation evaluation = evaluate(run, trainer.agent().target(), episodes, run.plan().seed());
    Report report =
        new Report(
            run,
            trainer.steps(),
            trainer.recentReturn(),
            speed,
            Checkpoint.hashOf(trainer),
            evaluation,
            drawn(run));
    run.writeResult(report.toJson());
    return report;
  }

  /** The picture is an extra: a training is done without it, too. */
  private static List<String> drawn(RunFolder run) {
    try {
      RunPictures.drawLearningCurve(run);
      return List.of();
    } catch (IOException | InvalidInputException e) {
      return List.of("there is no picture of the learning curve: " + e.getMessage());
    }
  }

  /** What a person who trains so shortly should know, if the agent will not learn at all. */
  public static Optional<String> tooShort(Trainer trainer) {
    long steps = trainer.plan().steps();
    long first = trainer.agent().firstUpdate();
    return steps >= first
        ? Optional.empty()
        : Optional.of(
            "%s makes its first update after %,d steps, and this training has %,d: it will be as it began; `palaestra agents show %s` lists what it waits for"
                .formatted(trainer.plan().agent(), first, steps, trainer.plan().agent()));
  }

  /**
   * Plays evaluation episodes.
   *
   * @param episodes how many, at least 1
   * @param seed root of the episodes' seeds
   */
  public Evaluation evaluate(RunFolder run, Policy policy, int episodes, long seed) {
    checkEpisodes(episodes);
    return new Evaluator(platform.environments(), run.plan().environment())
        .evaluate(policy, Evaluator.seeds(seed, episodes));
  }

  /**
   * Checks a number of evaluation episodes, before any work is done for them.
   *
   * @throws InvalidInputException if it is out of range
   */
  public static void checkEpisodes(int episodes) {
    if (episodes < 1 || episodes > MOST_EPISODES) {
      throw new InvalidInputException(
          "--episodes must be from 1 to %d, got %d".formatted(MOST_EPISODES, episodes));
    }
  }

  /** Steps a second of the training, as it was measured; 0 if it was not finished. */
  public static double speed(RunFolder run) {
    return run.result().map(Judge::speed).orElse(0.0);
  }

  private static double speed(JsonNode result) {
    return result.path("stepsPerSecond").asDouble();
  }
}
