package dev.lamina.model;

import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import java.util.Optional;

/** What a fit validates with after every epoch. */
public sealed interface Validation {

  /** The batches that are left to train on. */
  default Batches training(Batches batches) {
    return batches;
  }

  /** The examples to validate with, if any. */
  Optional<Dataset> examples(Batches batches);

  /** Nothing is validated. */
  record None() implements Validation {
    @Override
    public Optional<Dataset> examples(Batches batches) {
      return Optional.empty();
    }
  }

  /**
   * A data set of its own.
   *
   * @param data the examples
   */
  record Data(Dataset data) implements Validation {
    @Override
    public Optional<Dataset> examples(Batches batches) {
      return Optional.of(data);
    }
  }

  /**
   * The last examples of those to train on, as {@link Dataset#holdOut} parts them.
   *
   * @param fraction of the examples, more than 0 and less than 1
   */
  record LastShare(double fraction) implements Validation {
    @Override
    public Batches training(Batches batches) {
      return batches.dataset(batches.dataset().holdOut(fraction).first());
    }

    @Override
    public Optional<Dataset> examples(Batches batches) {
      return Optional.of(batches.dataset().holdOut(fraction).second());
    }
  }
}
