package org.palaestra.agents.tabular;

/** What an estimate makes of the samples that it sees. */
public enum Average {
  /** All count alike: the n-th moves the estimate by 1/n of the difference. */
  ALL,
  /** Each moves it by the learning rate, so that old ones fade. */
  RECENT
}
