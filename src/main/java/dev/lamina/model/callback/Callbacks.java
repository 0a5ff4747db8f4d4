package dev.lamina.model.callback;

import dev.lamina.model.Callback;
import dev.lamina.model.Callback.EpochBegin;
import dev.lamina.model.Callback.EpochEnd;
import dev.lamina.model.Decision;
import dev.lamina.model.Monitor.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** The built-in callbacks: import them statically. */
public final class Callbacks {
  private Callbacks() {}

  /**
   * Stops a training as soon as a value has not improved for some epochs; with Keras' settings: at
   * the first such epoch, and the weights stay as they are then.
   *
   * <pre>{@code
   * epochs(100).validation(test).callback(earlyStopping("val_loss").patience(3).restoreBestWeights(true))
   * }</pre>
   *
   * @param monitor {@code loss}, a metric's name or, with validation data, one of them behind
   *     {@code val_}
   */
  public static EarlyStopping earlyStopping(String monitor) {
    return new EarlyStopping(monitor, 0, 0, Mode.AUTO, Double.NaN, false, 0);
  }

  /**
   * Multiplies the learning rate when a value has not improved for some epochs; with Keras'
   * settings: by 0.1 after 10 epochs, where an improvement of less than 0.0001 is none.
   *
   * @param monitor as in {@link #earlyStopping}
   */
  public static ReduceLROnPlateau reduceLROnPlateau(String monitor) {
    return new ReduceLROnPlateau(monitor, 0.1, 10, Mode.AUTO, 1e-4, 0, 0);
  }

  /**
   * Sets the learning rate of every epoch by a rule, such as {@code (epoch, rate) -> rate * 0.9f}.
   * The optimizer's learning rate must be constant.
   */
  public static Callback learningRate(RateRule rule) {
    return new LearningRate(rule);
  }

  /**
   * Raises the learning rate over the first epochs of a fit in equal steps: with 4 epochs it is a
   * quarter of the optimizer's in the first, half of it in the second. The optimizer's learning
   * rate must be constant.
   *
   * @param epochs in which of the fit's epochs the rate is full, at least 1
   */
  public static Callback warmUp(int epochs) {
    return new WarmUp(epochs);
  }

  /**
   * Stops a training whose loss has become NaN or infinite: after the epoch with the first such
   * update at the latest. Without it, such a training goes on.
   */
  public static Callback terminateOnNaN() {
    return new TerminateOnNaN();
  }

  /**
   * Writes a line for each epoch to a CSV file: its number, its values by name, and its learning
   * rate. Every line is written as soon as its epoch ends, and whole. A fit that is resumed from a
   * checkpoint goes on in the file, in place of the lines of epochs that it makes again.
   *
   * @param append whether to add lines to a file that is there, which must have the same columns;
   *     if not, it is replaced
   */
  public static Callback csvLog(Path file, boolean append) {
    return new CsvLog(file, append);
  }

  /**
   * Stops a training that has taken so long, with the chunk of updates under way: usually less than
   * a second later. The epoch under way stays unfinished. A fit that is resumed from a checkpoint
   * goes on from there, for as long again.
   */
  public static Callback timeLimit(Duration limit) {
    return new TimeLimit(limit);
  }

  /**
   * Shows on standard error how far a training is: with the examples per second, the time left, the
   * loss and the metrics: as a bar if it is a terminal of at least 80 columns, elsewhere as a line
   * for each tenth of the updates and, in long trainings, every ten seconds.
   *
   * @param name of the training, shown before its progress; may be empty
   */
  public static Callback progress(String name) {
    return new Progress(name);
  }

  /** As {@link #progress(String)}, without a name. */
  public static Callback progress() {
    return progress("");
  }

  /** Does nothing, where a callback is wanted. */
  public static Callback none() {
    return new Callback() {
      @Override
      public boolean observes() {
        return true;
      }
    };
  }

  /** Asks a function before every epoch, which must remember nothing from fit to fit. */
  public static Callback onEpochBegin(Function<EpochBegin, Decision> function) {
    return new Callback() {
      @Override
      public Decision onEpochBegin(EpochBegin begin) {
        return function.apply(begin);
      }
    };
  }

  /** Asks a function after every epoch, which must remember nothing from fit to fit. */
  public static Callback onEpochEnd(Function<EpochEnd, Decision> function) {
    return new Callback() {
      @Override
      public Decision onEpochEnd(EpochEnd end) {
        return function.apply(end);
      }
    };
  }

  /** Says what the learning rate of an epoch is to be. */
  @FunctionalInterface
  public interface RateRule {

    /**
     * The learning rate of an epoch.
     *
     * @param epoch its number, counted from 1, on over several fits
     * @param rate the learning rate of now
     */
    float rate(int epoch, float rate);
  }
}
