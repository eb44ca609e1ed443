/**
 * What is wrong with an agent, told by environments so small that one thing alone can go wrong in
 * each. Start with {@link org.palaestra.app.diagnosis.Diagnosis}; {@link
 * org.palaestra.app.diagnosis.Probe} says what is asked and what is true, {@link
 * org.palaestra.app.diagnosis.Fault} what can be found.
 *
 * <p>It lies in this module because probes are environments and what is examined are agents, which
 * only the composition root knows both; but it knows no agent by name, and nothing of networks.
 */
@NullMarked
package org.palaestra.app.diagnosis;

import org.jspecify.annotations.NullMarked;
