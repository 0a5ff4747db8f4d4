package dev.lamina.model;

import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.data.Feed;
import dev.lamina.data.Pipeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How long to train, what to validate with, what watches and steers and what is saved.
 *
 * @param epochs how many times to go through the data, at least 1
 * @param validation what to validate with after every epoch
 * @param callbacks told of the progress, and asked for decisions
 * @param checkpoints where to save and whether to go on from there, if at all
 * @param memory how many bytes of examples are fed to TensorFlow at once; a larger data set is read
 *     in chunks. As many bytes of examples to validate with may stay in memory. By default one
 *     gibibyte, but at most half of the largest heap, itself a quarter of the memory unless set
 */
public record Fit(
    int epochs,
    Validation validation,
    List<Callback> callbacks,
    Optional<Checkpoints> checkpoints,
    long memory) {
  /** To ask for the machine's memory itself would start Java's management, which takes long. */
  private static final long MEMORY = Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 2);

  public Fit {
    if (epochs < 1) {
      throw new IllegalArgumentException("fit needs at least 1 epoch, but got " + epochs + ".");
    }
    if (memory < 1) {
      throw new IllegalArgumentException(
          "fit needs at least 1 byte of memory for examples, but got " + memory + ".");
    }
    callbacks = List.copyOf(callbacks);
  }

  /** Goes through the data so many times. */
  public static Fit epochs(int epochs) {
    return new Fit(epochs, new Validation.None(), List.of(), Optional.empty(), MEMORY);
  }

  /** The same, and the model is evaluated on these examples after every epoch. */
  public Fit validation(Dataset data) {
    return validation(new Validation.OwnData(data));
  }

  /** As {@link #validation(Dataset)}, of epoch 0 of a pipeline, which is read after every epoch. */
  public Fit validation(Pipeline data) {
    return validation(new Validation.OwnPipeline(data));
  }

  /**
   * The same, and the last share of the examples is not trained on: the model is evaluated on them
   * after every epoch. They are the last ones before any shuffle, as in Keras.
   *
   * @param fraction of the examples, more than 0 and less than 1
   */
  public Fit validationSplit(double fraction) {
    return validation(new Validation.LastShare(fraction));
  }

  private Fit validation(Validation other) {
    return new Fit(epochs, validation.with(other), callbacks, checkpoints, memory);
  }

  /** The same with another callback, behind those there are. */
  public Fit callback(Callback callback) {
    return callbacks(callback);
  }

  /** The same with more callbacks, behind those there are. */
  public Fit callbacks(Callback... more) {
    List<Callback> all = new ArrayList<>(callbacks);
    Collections.addAll(all, more);
    return new Fit(epochs, validation, all, checkpoints, memory);
  }

  /** As {@link #callbacks(Callback...)}, of a list. */
  public Fit callbacks(List<Callback> more) {
    return callbacks(more.toArray(Callback[]::new));
  }

  /** The same, and checkpoints are saved, from which the fit can be resumed to the same bits. */
  public Fit checkpoint(Checkpoints policy) {
    return new Fit(epochs, validation, callbacks, Optional.of(policy), memory);
  }

  /** The same with another bound of the bytes of examples that are fed at once. */
  public Fit memory(long bytes) {
    return new Fit(epochs, validation, callbacks, checkpoints, bytes);
  }

  /**
   * The same on the first batches alone, always the same ones, with which it is validated too, if
   * it is: a network that can learn at all learns them by heart (Lightning's {@code
   * overfit_batches}).
   *
   * @param count how many, at least 1
   */
  public Fit overfitBatches(int count) {
    Validation few = new Validation.FirstBatches(validation, count, true);
    return new Fit(epochs, few, callbacks, checkpoints, memory);
  }

  /**
   * One update on one batch, and one batch to validate with, if it validates, without callbacks and
   * checkpoints: whether all goes together (Lightning's {@code fast_dev_run}).
   */
  public Fit fastDevRun() {
    Validation one = new Validation.FirstBatches(validation, 1, false);
    return new Fit(1, one, List.of(), Optional.empty(), memory);
  }

  /** Whether something is to be done after every epoch, before the next one begins. */
  boolean pauses() {
    return !callbacks.stream().allMatch(Callback::observes)
        || validation.isThere()
        || checkpoints.isPresent();
  }

  /** What a fit validates with after every epoch. */
  public sealed interface Validation {

    /** The batches that are left to train on. */
    default Feed training(Feed feed) {
      return feed;
    }

    /** What takes the place of this when something else is to be validated with. */
    default Validation with(Validation other) {
      return other;
    }

    /** Whether there is anything to validate with. */
    default boolean isThere() {
      return true;
    }

    /** The examples to validate with, if any. */
    Optional<Feed> examples(Feed feed);

    /** Nothing is validated. */
    record None() implements Validation {
      @Override
      public boolean isThere() {
        return false;
      }

      @Override
      public Optional<Feed> examples(Feed feed) {
        return Optional.empty();
      }
    }

    /** A data set of its own. */
    record OwnData(Dataset data) implements Validation {
      @Override
      public Optional<Feed> examples(Feed feed) {
        return Optional.of(data.batch(feed.batchSize()));
      }
    }

    /** A pipeline of its own. */
    record OwnPipeline(Pipeline data) implements Validation {
      @Override
      public Optional<Feed> examples(Feed feed) {
        return Optional.of(data.batch(feed.batchSize()));
      }
    }

    /**
     * The first batches alone.
     *
     * @param of what there is without this
     * @param count of batches, at least 1
     * @param same whether the batches that are trained on are those to validate with
     */
    record FirstBatches(Validation of, int count, boolean same) implements Validation {
      public FirstBatches {
        if (count < 1) {
          throw new IllegalArgumentException(
              "overfitBatches takes at least 1 batch, but got %s.".formatted(count));
        }
      }

      @Override
      public Validation with(Validation other) {
        return new FirstBatches(other, count, same);
      }

      @Override
      public boolean isThere() {
        return of.isThere();
      }

      @Override
      public Feed training(Feed feed) {
        return of.training(feed).first(count);
      }

      @Override
      public Optional<Feed> examples(Feed feed) {
        Optional<Feed> validated = of.examples(feed);
        return validated.map(data -> same ? training(feed) : data.first(count));
      }
    }

    /**
     * The last examples of those to train on, as {@link Dataset#holdOut} parts them.
     *
     * @param fraction of the examples, more than 0 and less than 1
     */
    record LastShare(double fraction) implements Validation {
      @Override
      public Batches training(Feed feed) {
        Batches batches = batches(feed);
        return batches.dataset(batches.dataset().holdOut(fraction).first());
      }

      @Override
      public Optional<Feed> examples(Feed feed) {
        Batches batches = batches(feed);
        return Optional.of(batches.dataset(batches.dataset().holdOut(fraction).second()));
      }

      private static Batches batches(Feed feed) {
        if (feed instanceof Batches batches) {
          return batches;
        }
        throw new IllegalArgumentException(
            "validationSplit parts examples that can be read in any order, but these come one after the other; validate with pipeline.take(1000), and train on pipeline.skip(1000).");
      }
    }
  }
}
