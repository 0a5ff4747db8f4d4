package dev.lamina.lecture;

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
    Comparison comparison =
        Comparison.of(setting.train().get().labels(0, 1), setting.test().get().labels(0, 1))
            .device(setting.device())
            .jit(setting.jit());
    stage.show(ComparisonText.heading(comparison));
    ComparisonReport report = new ComparisonReport(comparison);
    Outcome outcome = comparison.run(way -> setting.listeners().apply(way.name()), report::examine);
    stage.show(ComparisonText.of(outcome));
    stage.add(report.of(outcome));
  }
}
