package org.palaestra.agents.search;

import org.palaestra.agents.network.BodySettings;
import org.palaestra.settings.Ranges;

/**
 * What can be changed of a search. Untuned.
 *
 * @param network the layers in front of the actions; none for a linear policy
 * @param deviation σ, standard deviation of the first weights, above 0
 * @param episodes episodes whose mean return tells what a policy is worth, at least 1
 */
public record SearchSettings(BodySettings network, double deviation, int episodes) {

  /** Covariances of more weights than this take more memory and time than they are worth. */
  static final int MOST_WEIGHTS = 1000;

  /** Checks the ranges. */
  public SearchSettings {
    Ranges.positive("deviation", deviation);
    Ranges.atLeast("episodes", 1, episodes);
  }

  /** A linear policy. */
  static SearchSettings standard() {
    return new SearchSettings(
        new BodySettings(BodySettings.Convolution.NONE, new int[0], BodySettings.Activation.TANH),
        0.5,
        3);
  }
}
