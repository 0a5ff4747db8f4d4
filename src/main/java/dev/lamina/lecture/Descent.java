package dev.lamina.lecture;

import static dev.lamina.text.Numbers.fixed;

import dev.lamina.data.Batch;
import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.data.Shuffle;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.model.Settings;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import dev.lamina.view.chart.Plot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** 3C and 3D: gradient descent in three versions on ten points, update by update. */
final class Descent {
  private static final int COUNT = 10;
  private static final int UPDATES = 20;
  private static final long SEED = 3;

  private Descent() {}

  /** How many points an update looks at, what textbooks called it, and its name today. */
  private record Version(int batch, String oldName, String newName) {

    String points() {
      return batch == COUNT ? "all points" : batch == 1 ? "1 point" : batch + " points";
    }
  }

  private static final List<Version> VERSIONS =
      List.of(
          new Version(COUNT, "gradient descent", "full-batch gradient descent"),
          new Version(1, "stochastic gradient descent", "SGD with batch size 1"),
          new Version(3, "mini-batch gradient descent", "SGD, stochastic gradient descent"));

  static void present(Presentation to, UnaryOperator<Settings> placed) {
    Points points = Points.aroundLine(COUNT, SEED);
    to.say(
        "Ten points around y = 2x; the slope begins at 0. The versions differ in how many points an update looks at, and each has two names:");
    to.show("The versions and their names", names());
    to.say(
        "The slope after each of the first %d updates. Batches are shuffled in every epoch, in PyTorch's order for seed %d."
            .formatted(UPDATES, SEED));
    Map<Version, List<Float>> slopes = new LinkedHashMap<>();
    for (Version version : VERSIONS) {
      Dataset shuffled = points.dataset().shuffle(Shuffle.pytorch(SEED));
      slopes.put(version, descend(shuffled.batch(version.batch()), placed));
    }
    to.show("The slope after each update", table(slopes));
    to.plot("descent", plot(slopes));
    to.plot("descent-points", scatter(points, slopes));
    to.say(
        "By least squares the slope is %s. The fewer points an update looks at, the more the slope wanders about it, and the less an update costs."
            .formatted(fixed(points.nearestSlope(), 4)));
  }

  private static Table names() {
    Table table =
        Table.of(
            Column.left("an update looks at"),
            Column.left("old name"),
            Column.left("new name"),
            Column.right("updates\nan epoch"));
    for (Version version : VERSIONS) {
      table =
          table.row(
              version.points(),
              version.oldName(),
              version.newName(),
              String.valueOf((COUNT + version.batch() - 1) / version.batch()));
    }
    return table;
  }

  private static Table table(Map<Version, List<Float>> slopes) {
    List<Column> columns = new ArrayList<>(List.of(Column.right("update")));
    slopes.keySet().forEach(version -> columns.add(Column.right(version.points())));
    Table table = new Table(columns, List.of());
    for (int update = 0; update < UPDATES; update++) {
      List<String> cells = new ArrayList<>(List.of(String.valueOf(update + 1)));
      for (List<Float> each : slopes.values()) {
        cells.add(fixed(each.get(update), 4));
      }
      table = table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static Plot plot(Map<Version, List<Float>> slopes) {
    return Points.slopePlot(
        slopes.entrySet().stream()
            .map(each -> Points.slopes(each.getKey().points(), each.getValue()))
            .toList());
  }

  private static Plot scatter(Points points, Map<Version, List<Float>> slopes) {
    Plot scatter =
        points.scatter("The ten points and the lines after %d updates".formatted(UPDATES));
    for (Map.Entry<Version, List<Float>> each : slopes.entrySet()) {
      scatter = scatter.line(each.getKey().points(), each.getValue().get(UPDATES - 1), 0);
    }
    return scatter;
  }

  /** Goes through the batches, epoch after epoch, and notes the slope after each update. */
  private static List<Float> descend(Batches batches, UnaryOperator<Settings> placed) {
    List<Float> slopes = new ArrayList<>();
    try (Model model = Points.slopeModel(placed)) {
      for (int epoch = 0; slopes.size() < UPDATES; epoch++) {
        for (Batch batch : batches.epoch(epoch)) {
          model.fit(Dataset.of(batch).batch(batch.size()), Fit.epochs(1));
          slopes.add(Points.slope(model));
        }
      }
    }
    return slopes;
  }
}
