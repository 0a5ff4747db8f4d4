package dev.lamina.lecture;

import static dev.lamina.text.Numbers.bytes;
import static dev.lamina.text.Numbers.count;
import static dev.lamina.text.Numbers.fixed;
import static dev.lamina.text.Numbers.rounded;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Device;
import dev.lamina.engine.DeviceException;
import dev.lamina.engine.MemoryUse;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.model.Settings;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** 2: the same training on the CPU and on the GPU, and what lies where. */
final class DeviceTimes {
  private DeviceTimes() {}

  /**
   * A training on a device.
   *
   * @param first seconds of the first time, which compiles
   * @param again seconds of the same training once more
   * @param before what was on the device before
   * @param after what was on it after
   */
  private record Timed(double first, double again, MemoryUse before, MemoryUse after) {}

  static void present(Presentation to, UnaryOperator<Settings> placed) {
    to.say(
        "One network, 1 → n relu → 1 on 100 points, trained with Adam on every device of this machine. The first training compiles its updates; the same training again does not.");
    List<Device> devices = Device.found();
    Table times = times(devices);
    Table memory =
        Table.of(
            Column.left("device"),
            Column.right("nodes"),
            Column.right("before"),
            Column.right("weights"),
            Column.right("Adam's\nmemory"),
            Column.right("points"),
            Column.right("after"));
    for (int nodes : List.of(500, 200_000)) {
      int epochs = nodes > 500 ? 20 : 1000;
      Regression regression = new Regression(nodes);
      List<String> cells =
          new ArrayList<>(
              List.of(count(nodes), count(regression.network().parameters()), count(epochs)));
      for (Device device : devices) {
        Timed timed = time(regression, epochs, settings -> placed.apply(settings).device(device));
        cells.add(fixed(timed.first(), 2));
        cells.add(rounded(timed.again()));
        memory =
            memory.row(
                device.toString(),
                count(nodes),
                bytes(timed.before().total()),
                bytes(timed.after().weights()),
                bytes(timed.after().slots()),
                bytes(timed.after().examples()),
                bytes(timed.after().total()));
      }
      times = times.row(cells.toArray(String[]::new));
    }
    to.show("Seconds of a training", times);
    if (!devices.contains(Device.GPU)) {
      to.say(missing());
    }
    to.say(
        "What is on the device: nothing before the training; weights, what Adam remembers of them and the points after it; nothing again once the model is closed.");
    to.show("Bytes on the device", memory);
    to.say(
        "Data sets lie in Java's memory, wherever the network is: fit moves what it needs to the network's device, and predictions come back by themselves. PyTorch demands that both are on one device and stops with an error where they are not; here there is nothing to forget.");
  }

  private static Table times(List<Device> devices) {
    List<Column> columns =
        new ArrayList<>(
            List.of(Column.right("nodes"), Column.right("parameters"), Column.right("epochs")));
    for (Device device : devices) {
      columns.add(Column.right(device + "\nseconds"));
      columns.add(Column.right("\nagain"));
    }
    return new Table(columns, List.of());
  }

  private static Timed time(Regression regression, int epochs, UnaryOperator<Settings> placed) {
    Dataset data = regression.data();
    try (Model model = regression.network().compile(placed.apply(regression.settings()))) {
      MemoryUse before = model.memory();
      double first = seconds(model, data, epochs);
      model.reset();
      return new Timed(first, seconds(model, data, epochs), before, model.memory());
    }
  }

  private static double seconds(Model model, Dataset data, int epochs) {
    return model.fit(data.batch(data.size()), Fit.epochs(epochs)).seconds();
  }

  /** What a model on the first GPU is answered by. */
  private static String missing() {
    try {
      return Device.GPU.resolve() + " is there.";
    } catch (DeviceException e) {
      return "The GPU's column is missing. " + e.getMessage();
    }
  }
}
