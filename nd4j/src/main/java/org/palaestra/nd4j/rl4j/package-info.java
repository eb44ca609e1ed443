/**
 * RL4J's learners as guests. Start with {@link org.palaestra.nd4j.rl4j.Rl4jDoubleDqn}, then {@code
 * GuestAgent}.
 *
 * <p>RL4J owns its loop: it asks an environment for the next step. Here the trainer owns the only
 * loop there is. So RL4J runs in a Java process of its own ({@code GuestMain}), where its
 * environment hands each action over to the trainer and waits for what came of it; the two take
 * turns, and RL4J's {@code step} is answered by ours. Nothing in RL4J can then crash, hang or fill
 * the memory of the process that trains: that ends one run, with a message ({@code GuestProcess}).
 *
 * <p>What it learns are the weights of a dense network. They come back as plain floats, are stored
 * in checkpoints like those of our own agents, and are played by our own network ({@code
 * GuestNetwork}): classes of RL4J, DL4J and ND4J are met in the other process only, by {@code
 * GuestMain} and what it uses ({@code Host}, {@code Learner} and those that implement it).
 */
@NullMarked
package org.palaestra.nd4j.rl4j;

import org.jspecify.annotations.NullMarked;
