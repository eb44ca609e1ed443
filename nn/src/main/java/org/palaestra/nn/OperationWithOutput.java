package org.palaestra.nn;

/** An operation that knows the one tensor it computes. */
interface OperationWithOutput extends Operation {

  /** What it computes. */
  Tensor output();
}
