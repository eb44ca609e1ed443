package org.palaestra.agents.policy;

/**
 * What an on-policy agent brings to deviation 1.
 *
 * @param observations each number of an observation, by all that were seen: to mean 0, and cut to
 *     [−10, 10]
 * @param rewards by the deviation of the discounted return so far, and cut to [−10, 10]
 * @param advantages those of one update, to mean 0
 */
public record Normalise(boolean observations, boolean rewards, boolean advantages) {}
