package org.palaestra.nd4j;

import java.util.Optional;
import org.palaestra.nn.kernel.KernelProvider;
import org.palaestra.nn.kernel.Kernels;

/** Offers {@link Nd4jKernels} wherever the class path holds native code for this system. */
public final class Nd4jKernelProvider implements KernelProvider {

  /** For {@link java.util.ServiceLoader}. */
  public Nd4jKernelProvider() {}

  @Override
  public String name() {
    return Nd4jKernels.NAME;
  }

  @Override
  public String summary() {
    return "large products by ND4J's native BLAS, the rest as auto does it";
  }

  @Override
  public Optional<String> obstacle() {
    return NativeBlas.obstacle();
  }

  @Override
  public Kernels create() {
    return new Nd4jKernels();
  }
}
