package org.palaestra.agents.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.palaestra.agent.DivergenceException;
import org.palaestra.agent.PastEpisode;
import org.palaestra.nn.GradientScan;
import org.palaestra.nn.Graph;
import org.palaestra.nn.NotFinite;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.Kernels;

/**
 * Stops an agent whose loss or gradient is no longer finite, before the optimiser spreads that to
 * every weight, and says where it began. To be asked between {@link Graph#backward} and the step.
 */
public final class DivergenceWatch {

  /**
   * A graph of an update.
   *
   * @param name what it computes, such as {@code "the target network"}
   */
  public record Part(String name, Graph graph) {}

  private final GradientScan gradients;
  private final String remedy;
  private final Supplier<Set<PastEpisode>> batch;
  private final List<Part> parts;

  /**
   * Watches the updates of some weights.
   *
   * @param weights what is learned
   * @param remedy what the person may change, as a command
   * @param batch tells which episodes the update is learned from
   * @param parts in the order in which they compute; the last one has the loss
   */
  public DivergenceWatch(
      Kernels kernels,
      Parameters weights,
      String remedy,
      Supplier<Set<PastEpisode>> batch,
      Part... parts) {
    gradients = new GradientScan(kernels, weights);
    this.remedy = remedy;
    this.batch = batch;
    this.parts = List.of(parts);
  }

  /**
   * Checks what one update computed.
   *
   * @param update its number, from 1
   * @throws DivergenceException naming the first number that is not finite
   */
  public void check(long update, Tensor loss) {
    if (!Float.isFinite(loss.scalar())) {
      throw diverged(update, "the loss is " + loss.scalar(), origin());
    }
    if (!gradients.finite()) {
      Part last = parts.get(parts.size() - 1);
      throw diverged(
          update,
          "the loss is finite, its gradient is not",
          last.graph().firstNotFiniteGradient().map(found -> found + " in " + last.name()));
    }
  }

  private Optional<String> origin() {
    for (Part part : parts) {
      Optional<NotFinite> found = part.graph().firstNotFinite();
      if (found.isPresent()) {
        return Optional.of(found.get() + " in " + part.name());
      }
    }
    return Optional.empty();
  }

  private DivergenceException diverged(long update, String what, Optional<String> origin) {
    return new DivergenceException(
        "update %,d diverged: %s%s; %s"
            .formatted(update, what, origin.map(first -> ", first " + first).orElse(""), remedy),
        batch.get());
  }
}
