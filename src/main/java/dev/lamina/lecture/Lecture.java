package dev.lamina.lecture;

import dev.lamina.data.MnistFolder;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.lecture.Comparison.Way;
import dev.lamina.model.Settings;
import dev.lamina.model.callback.Callbacks;
import dev.lamina.spec.Nearest;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The lecture.
 *
 * @param parts in their order
 */
public record Lecture(List<Part> parts) {

  /**
   * A part of the lecture.
   *
   * @param name the word that asks for it, such as {@code subsample}
   * @param title where it is in the lecture and what it is about
   * @param content says what it is about, computes, and shows what came out
   */
  public record Part(String name, String title, Consumer<Presentation> content) {

    /** Presents the part from beginning to end. */
    public void present(Presentation presentation) {
      presentation.begin(title);
      content.accept(presentation);
    }
  }

  /**
   * The lecture on a machine.
   *
   * @param device that its trainings run on, where a part is not about devices; looked for when one
   *     does
   * @param jit whether XLA compiles the updates
   * @param mnist finds MNIST when it is needed
   */
  public static Lecture on(Device device, Jit jit, Supplier<MnistFolder> mnist) {
    UnaryOperator<Settings> placed = settings -> settings.device(device).jit(jit);
    return new Lecture(
        List.of(
            new Part(
                "networks", "1A-1C: Drawing networks and counting their layers", Networks::present),
            new Part("devices", "2: CPU and GPU", to -> DeviceTimes.present(to, placed)),
            new Part(
                "subsample", "3A: Every hundredth point", to -> DataParts.subsample(to, placed)),
            new Part("halves", "3B: Halves taking turns", to -> DataParts.halves(to, placed)),
            new Part(
                "descent",
                "3C-3D: Gradient descent in three versions",
                to -> Descent.present(to, placed)),
            new Part("batches", "3E: Data sets and batches", Batching::present),
            new Part(
                "mnist",
                "3F: Gradient descent against SGD on MNIST",
                to -> compare(to, device, jit, mnist.get()))));
  }

  /** The three versions on handwritten zeros and ones. */
  private static void compare(Presentation to, Device device, Jit jit, MnistFolder mnist) {
    Comparison comparison = Comparison.of(mnist, 1, device.resolve(), jit, Way.all());
    to.show(comparison.heading());
    ComparisonReport report = new ComparisonReport(comparison);
    ComparisonResult result =
        comparison.run(way -> Callbacks.progress(way.name()), report::examine);
    to.add(report.of(result), result.text());
  }

  /** The names of all parts. */
  public List<String> names() {
    return parts.stream().map(Part::name).toList();
  }

  /**
   * The part of a name.
   *
   * @throws IllegalArgumentException if there is none; names the nearest and all there are
   */
  public Part part(String name) {
    if (!names().contains(name)) {
      throw new IllegalArgumentException(Nearest.message("section", name, names()));
    }
    return parts.get(names().indexOf(name));
  }
}
