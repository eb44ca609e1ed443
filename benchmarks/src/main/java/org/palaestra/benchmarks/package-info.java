/**
 * What the hot paths cost, by JMH. {@code benchmarks/run} runs them; {@code docs/benchmarks.md}
 * keeps the figures.
 */
@NullMarked
package org.palaestra.benchmarks;

import org.jspecify.annotations.NullMarked;
