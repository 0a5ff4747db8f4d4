package dev.lamina.model;

import dev.lamina.data.Batches;
import dev.lamina.data.Feed;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.schedule.Schedule;
import dev.lamina.train.schedule.Schedules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.op.Ops;

/**
 * Finds learning rates: a training whose rate grows from update to update shows where the loss
 * falls fastest and where it breaks away (Smith 2017), as Lightning's and fastai's finders do.
 *
 * <pre>{@code
 * double rate = LearningRates.find(model, data.shuffle(1).batch(32)).suggestion();
 * }</pre>
 *
 * @param rates of the updates, each as many times larger than the one before
 * @param losses of the updates, smoothed: their exponential mean so far, without bias
 */
public record LearningRates(List<Double> rates, List<Double> losses) {
  /** What the mean keeps of itself at each update. */
  private static final double MEMORY = 0.98;

  /** A loss so many times the best one has broken away. */
  private static final double BROKEN_AWAY = 4;

  /** The first updates, which say little. */
  private static final int UNSETTLED = 10;

  public LearningRates {
    rates = List.copyOf(rates);
    losses = List.copyOf(losses);
  }

  /** As {@link #find(Model, Feed, double, double, int)}, from 1e-8 to 1 in 100 updates. */
  public static LearningRates find(Model model, Feed feed) {
    return find(model, feed, 1e-8, 1, 100);
  }

  /**
   * Tries learning rates on a copy of a model: the model itself stays as it is.
   *
   * @param feed what to train on, as often as it takes
   * @param from the first rate, more than 0
   * @param to the last rate, more than {@code from}
   * @param updates how many there are, more than {@value #UNSETTLED}; it ends before them when the
   *     loss breaks away
   * @throws IllegalArgumentException if the rates or their number are otherwise
   */
  public static LearningRates find(Model model, Feed feed, double from, double to, int updates) {
    if (!(from > 0 && to > from && to < Double.POSITIVE_INFINITY) || updates <= UNSETTLED) {
      throw new IllegalArgumentException(
          "Learning rates are tried from one above 0 to a larger one in more than %s updates, but got %s, %s and %s."
              .formatted(UNSETTLED, from, to, updates));
    }
    Schedule growing = Schedules.exponentialDecay(from, updates - 1, to / from);
    Settings settings =
        model.settings().optimizer(new Growing(model.settings().optimizer(), growing));
    List<Double> losses = new ArrayList<>();
    try (Model copy = model.pretrained().compile(settings)) {
      while (losses.size() < updates) {
        for (float loss : copy.fit(feed, epochs(feed, updates - losses.size())).losses()) {
          losses.add((double) loss);
        }
      }
    }
    return smoothed(from, to, updates, losses.subList(0, updates));
  }

  private static int epochs(Feed feed, int updates) {
    int epoch = feed instanceof Batches batches ? Math.max(1, batches.batchesPerEpoch()) : updates;
    return (updates + epoch - 1) / epoch;
  }

  private static LearningRates smoothed(double from, double to, int updates, List<Double> losses) {
    List<Double> rates = new ArrayList<>();
    List<Double> smoothed = new ArrayList<>();
    double mean = 0;
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < updates; i++) {
      mean = MEMORY * mean + (1 - MEMORY) * losses.get(i);
      double loss = mean / (1 - Math.pow(MEMORY, i + 1));
      if (!(loss <= BROKEN_AWAY * best)) {
        break;
      }
      best = Math.min(best, loss);
      rates.add(from * Math.pow(to / from, (double) i / (updates - 1)));
      smoothed.add(loss);
    }
    return new LearningRates(rates, smoothed);
  }

  /**
   * The rate at which the loss falls fastest.
   *
   * @throws IllegalStateException if the loss broke away at once
   */
  public double suggestion() {
    if (losses.size() < UNSETTLED + 3) {
      throw new IllegalStateException(
          "The loss broke away after %s updates, at the rate %s, which says nothing; begin with a smaller rate."
              .formatted(
                  losses.size(), rates.isEmpty() ? "of the first" : rates.get(losses.size() - 1)));
    }
    int steepest = UNSETTLED;
    for (int i = UNSETTLED; i < losses.size() - 1; i++) {
      if (slope(i) < slope(steepest)) {
        steepest = i;
      }
    }
    return rates.get(steepest);
  }

  /** How much the loss grows from update to update, as numpy's gradient has it. */
  private double slope(int update) {
    return update == UNSETTLED
        ? losses.get(update + 1) - losses.get(update)
        : (losses.get(update + 1) - losses.get(update - 1)) / 2;
  }

  /** Another optimizer with rates of its own. */
  private record Growing(Optimizer optimizer, Schedule learningRate) implements Optimizer {
    @Override
    public List<Slot> slots() {
      return optimizer.slots();
    }

    @Override
    public Update update(Ops tf, Clock clock, Parameter parameter) {
      return optimizer.update(tf, clock, parameter);
    }

    @Override
    public List<Update> updates(Ops tf, Clock clock, List<Parameter> parameters) {
      return optimizer.updates(tf, clock, parameters);
    }

    @Override
    public Optional<String> finalSlot() {
      return optimizer.finalSlot();
    }
  }
}
