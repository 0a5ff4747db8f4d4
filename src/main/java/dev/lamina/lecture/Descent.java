package dev.lamina.lecture;

import static dev.lamina.text.Numbers.fixed;

import dev.lamina.data.Batch;
import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.data.Linspace;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.model.Settings;
import dev.lamina.random.TorchRandom;
import dev.lamina.text.SmallNumbers;
import dev.lamina.text.Table;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.chart.Series;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** 3C and 3D: gradient descent in three versions on ten observations, update by update. */
final class Descent {
  private static final int COUNT = 10;
  private static final int EPOCHS = 2;
  private static final float NOISE = 0.5f;
  private static final float LEARNING_RATE = 0.1f;

  /** How many observations an update of version 3 looks at. */
  private static final int SOME = 3;

  /** The order in which the lecture has them. */
  private static final List<Version> VERSIONS = List.of(Version.ALL, Version.ONE, Version.SOME);

  private Descent() {}

  /**
   * An update.
   *
   * @param epoch from 1
   * @param first the number of the first observation that it looks at, from 1
   * @param last the number of the last one
   * @param loss the mean of their squared errors, before the update
   * @param slope of the loss: its derivatives by ŵ₀ and ŵ₁
   * @param weights ŵ₀ and ŵ₁ after the update
   */
  record Update(int epoch, int first, int last, double loss, Line slope, Line weights) {

    /** The loss as a formula of the observations. */
    String formula() {
      if (first == last) {
        String i = SmallNumbers.below(String.valueOf(first));
        return "(y%s − ŵ₀ − ŵ₁x%s)²".formatted(i, i);
      }
      return "1/%s Σ%s%s (yᵢ − ŵ₀ − ŵ₁xᵢ)²"
          .formatted(
              last - first + 1,
              SmallNumbers.below("i=" + first),
              SmallNumbers.above(String.valueOf(last)));
    }

    String numbers() {
      return first == last ? String.valueOf(first) : first + "–" + last;
    }
  }

  /** Two numbers that belong to ŵ₀ and ŵ₁. */
  record Line(double intercept, double slope) {

    /** The errors y − ŷ of a batch, by which the loss and its slope are reckoned. */
    private double[] errors(Batch batch) {
      return IntStream.range(0, batch.size())
          .mapToDouble(i -> batch.y()[i] - intercept - slope * batch.x()[i])
          .toArray();
    }
  }

  /** 3C: each update of the three versions. */
  static void present(Presentation to, UnaryOperator<Settings> placed) {
    to.say("3C.what", fixed(LEARNING_RATE, 1));
    Points points = points();
    to.show("3C.data", data(to.words(), points));
    Map<Version, List<Update>> updates = new EnumMap<>(Version.class);
    for (Version version : VERSIONS) {
      List<Update> made = descend(batches(points.dataset(), version), placed);
      updates.put(version, made);
      to.show("3C." + version.key(), table(to.words(), made));
      to.say("3C." + version.key() + ".end");
    }
    to.say("3C.means");
    to.code(Descent.class, "3C");
    to.plot("descent", plot(to.words(), updates));
    List<Object> ends = new ArrayList<>();
    updates.forEach(
        (version, made) -> {
          ends.add(fixed(made.get(made.size() - 1).weights().slope(), 4));
          ends.add(made.size());
        });
    ends.add(fixed(leastSquares(points), 4));
    to.say("3C.end", ends.toArray());
  }

  /** x from -1 to 1, y around 2x. */
  static Points points() {
    float[] x = Linspace.of(-1, 1, COUNT);
    float[] y = new TorchRandom(Points.SEED).randn(COUNT);
    for (int i = 0; i < COUNT; i++) {
      y[i] = Points.SLOPE * x[i] + NOISE * y[i];
    }
    return new Points(x, y);
  }

  private static Table data(Words words, Points points) {
    Table table = words.table("3C.data.columns");
    for (int i = 0; i < COUNT; i++) {
      table = table.row(String.valueOf(i + 1), fixed(points.x()[i], 4), fixed(points.y()[i], 4));
    }
    return table;
  }

  /** The batches of an epoch, in order. */
  private static Batches batches(Dataset ds, Version version) {
    // code 3D
    return switch (version) {
      case ALL -> ds.batch(ds.size());
      case ONE -> ds.batch(1);
      case SOME -> ds.batch(SOME);
    };
    // end
  }

  /** Goes through the batches, epoch after epoch, and notes each update. */
  static List<Update> descend(Batches batches, UnaryOperator<Settings> placed) {
    List<Update> updates = new ArrayList<>();
    try (Model model = SlopeModel.of(true, LEARNING_RATE, placed)) {
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        int first = 1;
        // code 3C
        for (Batch batch : batches.epoch(epoch)) {
          Line before = weights(model);
          model.fit(Dataset.of(batch).batch(batch.size()), Fit.epochs(1));
          updates.add(update(epoch + 1, first, batch, before, weights(model)));
          first += batch.size();
        }
        // end
      }
    }
    return updates;
  }

  private static Line weights(Model model) {
    return new Line(SlopeModel.intercept(model), SlopeModel.slope(model));
  }

  /** An update with the loss and the slope that it was made by. */
  private static Update update(int epoch, int first, Batch batch, Line before, Line after) {
    double[] errors = before.errors(batch);
    double squares = 0;
    double byIntercept = 0;
    double bySlope = 0;
    for (int i = 0; i < errors.length; i++) {
      squares += errors[i] * errors[i];
      byIntercept -= 2 * errors[i];
      bySlope -= 2 * errors[i] * batch.x()[i];
    }
    int m = batch.size();
    Line slope = new Line(byIntercept / m, bySlope / m);
    return new Update(epoch, first, first + m - 1, squares / m, slope, after);
  }

  private static Table table(Words words, List<Update> updates) {
    Table table = words.table("3C.columns");
    for (Update update : updates) {
      table =
          table.row(
              String.valueOf(update.epoch()),
              update.numbers(),
              update.formula(),
              fixed(update.loss(), 4),
              fixed(update.slope().intercept(), 4),
              fixed(update.slope().slope(), 4),
              fixed(update.weights().intercept(), 4),
              fixed(update.weights().slope(), 4));
    }
    return table;
  }

  /** Over epochs, since that is how much each has seen; each version in its colour. */
  private static Plot plot(Words words, Map<Version, List<Update>> updates) {
    List<Series> series = new ArrayList<>();
    updates.forEach(
        (version, made) ->
            series.add(
                Series.line(
                    version.name(words),
                    made.stream()
                        .mapToDouble(each -> each.epoch() - 1 + each.last() / (double) COUNT)
                        .toArray(),
                    made.stream().mapToDouble(each -> each.weights().slope()).toArray())));
    return Plot.of(words.get("3C.plot"), words.get("3C.epochs"), "ŵ₁", series);
  }

  /** The slope of the line that is nearest to the points. */
  private static double leastSquares(Points points) {
    double products = 0;
    double squares = 0;
    for (int i = 0; i < COUNT; i++) {
      // The mean of x is 0.
      double x = points.x()[i];
      products += x * points.y()[i];
      squares += x * x;
    }
    return products / squares;
  }

  /** 3D: what the versions are called. */
  static void names(Presentation to) {
    Words words = to.words();
    to.say("3D.what");
    Table table = words.table("3D.columns");
    for (Version version : VERSIONS) {
      String number = String.valueOf(VERSIONS.indexOf(version) + 1);
      String points = words.get(version.key() + ".points");
      List<String> old = words.get(version.key() + ".old").lines().toList();
      table = table.row(number, points, old.get(0), version.name(words));
      for (String name : old.subList(1, old.size())) {
        table = table.row("", "", name, "");
      }
    }
    to.show("3D.table", table);
    to.code(Descent.class, "3D");
  }
}
