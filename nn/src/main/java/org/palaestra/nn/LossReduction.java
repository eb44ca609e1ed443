package org.palaestra.nn;

/** What becomes of the losses of single elements, or of single rows, as in PyTorch. */
public enum LossReduction {
  /** They stay. */
  NONE,
  /** They are added up. */
  SUM,
  /** They are averaged. */
  MEAN;

  Tensor of(Tensor each) {
    return switch (this) {
      case NONE -> each;
      case SUM -> Functions.sum(each);
      case MEAN -> Functions.mean(each);
    };
  }
}
