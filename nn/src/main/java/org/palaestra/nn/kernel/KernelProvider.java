package org.palaestra.nn.kernel;

import java.util.Optional;

/**
 * A set of kernels that another module brings. {@link KernelChoice} finds it on the class path with
 * {@link java.util.ServiceLoader}, so its class is named in {@code
 * META-INF/services/org.palaestra.nn.kernel.KernelProvider} and has a public constructor without
 * parameters. Nothing but {@link #create} may load anything large.
 */
public interface KernelProvider {

  /** The name by which a person chooses the set; none of the built-in ones. */
  String name();

  /** What the set is for, in a few words. */
  String summary();

  /**
   * Why this machine or this Java cannot have the set and what to do about it, to be read after the
   * name of the set; empty if it can. For instance: {@code need Java to be started with …}.
   */
  Optional<String> obstacle();

  /**
   * A new set, for one thread at a time. Called only where there is no {@link #obstacle}.
   *
   * @return kernels whose {@link Kernels#name} is {@link #name}
   */
  Kernels create();
}
