package dev.lamina.lecture;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.text.Numbers.bytes;
import static dev.lamina.text.Numbers.count;
import static dev.lamina.text.Numbers.fixed;
import static dev.lamina.text.Numbers.rounded;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Device;
import dev.lamina.engine.DeviceException;
import dev.lamina.layer.Initializers;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.tensorflow.ndarray.Shape;

/** 2: what lies where, and the same training on the CPU and on the GPU. */
final class DeviceTimes {
  private static final long SEED = 43052;

  /** Microseconds per update on the lecture's own machine, with 500 nodes: 1000 epochs in all. */
  private static final String CPU_OF_LECTURE = "360";

  private static final String GPU_OF_LECTURE = "580";

  private DeviceTimes() {}

  static void present(Presentation to, UnaryOperator<Settings> placed) {
    List<Device> devices = Device.found();
    place(to, settings -> placed.apply(settings).device(devices.get(devices.size() - 1)));
    to.say("2.devices");
    to.heading("2.times");
    compare(to, devices, placed);
    if (!devices.contains(Device.GPU)) {
      to.say("2.times.missing", missing());
    }
    to.say("2.times.lecture");
    to.say("2.times.why");
  }

  /** One node, and where it and its three observations lie. */
  private static void place(Presentation to, UnaryOperator<Settings> placed) {
    Words words = to.words();
    to.say("2.what", SEED);
    // code 2
    float[][] x = {{0}, {0.1f}, {0.2f}};
    float[] y = {0, 0.2f, 0.4f};
    Dataset data = Dataset.of(x, y);
    Sequential net = Sequential.of(Shape.of(1), dense(1)).initializer(Initializers.pytorch(SEED));
    // end
    Model model = net.compile(placed.apply(Settings.of(sgd(0.1f), meanSquaredError())));
    Table memory = words.table("2.memory.columns").row(cells(words, "before", model));
    String device = model.device().toString();
    try (model) {
      // code 2.predict
      float[][] predictions = model.predict(data);
      // end
      to.code(DeviceTimes.class, "2");
      to.code(DeviceTimes.class, "2.predict");
      to.say("2.weights", weight(model, "dense/kernel"), weight(model, "dense/bias"));
      Table table = words.table("2.columns");
      for (int i = 0; i < x.length; i++) {
        table = table.row(fixed(x[i][0], 1), fixed(predictions[i][0], 4));
      }
      to.show("2.table", table, device);
      String java = words.get("2.where.java");
      to.show(
          "2.where",
          words
              .table("2.where.columns")
              .row(words.get("2.where.data"), java)
              .row(words.get("2.where.weights"), device)
              .row(words.get("2.where.predictions"), java));
      memory = memory.row(cells(words, "after", model));
    }
    to.show("2.memory", memory.row(cells(words, "closed", model)), device);
  }

  /** What the model holds, and on a GPU what the process does. */
  private static String[] cells(Words words, String when, Model model) {
    return new String[] {
      words.get("2.memory." + when), bytes(model.memory().total()), NvidiaSmi.memory()
    };
  }

  /** All digits that a float has. */
  private static String weight(Model model, String name) {
    return String.valueOf(Objects.requireNonNull(model.weights().get(name)).values()[0]);
  }

  /** The times of both networks on every device, with the lecture's own beside them. */
  private static void compare(
      Presentation to, List<Device> devices, UnaryOperator<Settings> placed) {
    Words words = to.words();
    to.say("2.times.what", Regression.SEED);
    to.code(Regression.class, "2.times");
    List<Column> columns = new ArrayList<>(words.table("2.times.columns").columns());
    for (Device device : devices) {
      columns.add(Column.right(words.get("2.times.here", device)));
    }
    columns.add(Column.right(words.get("2.times.theirs", "CPU")));
    columns.add(Column.right(words.get("2.times.theirs", "GPU")));
    Table times = new Table(columns, List.of());
    double first = 0;
    for (int nodes : List.of(500, 200_000)) {
      boolean few = nodes == 500;
      int updates = few ? 1000 : 20;
      Regression regression = new Regression(nodes);
      long parameters = regression.network().parameters();
      List<String> cells =
          new ArrayList<>(List.of(count(nodes), count(parameters), count(updates)));
      for (Device device : devices) {
        Timed timed = time(regression, updates, settings -> placed.apply(settings).device(device));
        cells.add(rounded(timed.again() * 1e6 / updates));
        first += timed.first() - timed.again();
      }
      cells.add(few ? CPU_OF_LECTURE : words.get("2.times.none"));
      cells.add(few ? GPU_OF_LECTURE : words.get("2.times.none"));
      times = times.row(cells.toArray(String[]::new));
    }
    to.show("2.times.table", times);
    to.say("2.times.first", rounded(first));
  }

  /** The seconds of a training that compiles its updates first, and of the same once more. */
  private record Timed(double first, double again) {}

  private static Timed time(Regression regression, int updates, UnaryOperator<Settings> placed) {
    Dataset data = regression.data();
    try (Model model = regression.network().compile(placed.apply(regression.settings()))) {
      double first = seconds(model, data, updates);
      model.reset();
      return new Timed(first, seconds(model, data, updates));
    }
  }

  private static double seconds(Model model, Dataset data, int updates) {
    return model.fit(data.batch(data.size()), Fit.epochs(updates)).seconds();
  }

  /** What a model on the first GPU is answered by. */
  private static String missing() {
    try {
      return Device.GPU.resolve().toString();
    } catch (DeviceException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
