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
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** 2: the same training on the CPU and on the GPU, and what lies where. */
final class DevicesSection implements Section {
  private static final List<Task> TASKS =
      List.of(new Task(new Regression(500), 1000), new Task(new Regression(200_000), 20));

  private final Setting setting;

  DevicesSection(Setting setting) {
    this.setting = setting;
  }

  private record Task(Regression regression, int epochs) {}

  /**
   * What was seen on a device.
   *
   * @param first seconds of the first training, which compiles
   * @param again seconds of the same training once more
   */
  private record Seen(
      Device device, double first, double again, MemoryUse before, MemoryUse after) {}

  @Override
  public String name() {
    return "devices";
  }

  @Override
  public String title() {
    return "2: CPU and GPU";
  }

  @Override
  public void present(Stage stage) {
    stage.say(
        "One network, 1 → n relu → 1 on 100 points, trained with Adam on every device of this machine. The first training compiles its updates; the same training again does not.");
    List<Device> devices = Device.found();
    Table times = times(devices);
    Table memory = memory();
    for (Task task : TASKS) {
      List<Seen> seen = devices.stream().map(device -> see(task, device)).toList();
      times = timesRow(times, task, seen);
      for (Seen one : seen) {
        memory = memoryRow(memory, task, one);
      }
    }
    stage.show("Seconds of a training", times);
    if (!devices.contains(Device.GPU)) {
      stage.say(missing());
    }
    stage.say(
        "What is on the device: nothing before the training; weights, what Adam remembers of them and the points after it; nothing again once the model is closed.");
    stage.show("Bytes on the device", memory);
    stage.say(
        "Data sets lie in Java's memory, wherever the network is: fit moves what it needs to the network's device, and predictions come back by themselves. PyTorch demands that both are on one device and stops with an error where they are not; here there is nothing to forget.");
  }

  private Seen see(Task task, Device device) {
    Regression regression = task.regression();
    Dataset data = regression.data();
    try (Model model =
        regression.network().compile(setting.apply(regression.settings()).device(device))) {
      MemoryUse before = model.memory();
      double first = seconds(model, data, task.epochs());
      model.reset();
      double again = seconds(model, data, task.epochs());
      return new Seen(device, first, again, before, model.memory());
    }
  }

  private static double seconds(Model model, Dataset data, int epochs) {
    return model.fit(data.batch(data.size()), Fit.epochs(epochs)).seconds();
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

  private static Table timesRow(Table table, Task task, List<Seen> seen) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                count(task.regression().nodes()),
                count(task.regression().network().parameters()),
                count(task.epochs())));
    for (Seen one : seen) {
      cells.add(fixed(one.first(), 2));
      cells.add(rounded(one.again()));
    }
    return table.row(cells.toArray(String[]::new));
  }

  private static Table memory() {
    return Table.of(
        Column.left("device"),
        Column.right("nodes"),
        Column.right("before"),
        Column.right("weights"),
        Column.right("Adam's\nmemory"),
        Column.right("points"),
        Column.right("after"));
  }

  private static Table memoryRow(Table table, Task task, Seen seen) {
    return table.row(
        seen.device().toString(),
        count(task.regression().nodes()),
        bytes(seen.before().total()),
        bytes(seen.after().weights()),
        bytes(seen.after().slots()),
        bytes(seen.after().examples()),
        bytes(seen.after().total()));
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
