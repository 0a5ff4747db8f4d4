package dev.lamina.lecture;

import dev.lamina.data.MnistFolder;

/** 3F: the three versions on handwritten zeros and ones. */
final class MnistSection implements Section {
  private final Setting setting;

  MnistSection(Setting setting) {
    this.setting = setting;
  }

  @Override
  public String name() {
    return "mnist";
  }

  @Override
  public String title() {
    return "3F: Gradient descent against SGD on MNIST";
  }

  @Override
  public void present(Stage stage) {
    MnistFolder mnist = setting.mnist().get();
    Comparison comparison =
        Comparison.of(mnist.train().labels(0, 1), mnist.test().labels(0, 1))
            .device(setting.device().resolve())
            .jit(setting.jit());
    stage.show(ComparisonText.heading(comparison));
    ComparisonReport report = new ComparisonReport(comparison);
    Outcome outcome = comparison.run(way -> setting.callbacks().apply(way.name()), report::examine);
    stage.add(() -> report.of(outcome), ComparisonText.of(outcome));
  }
}
