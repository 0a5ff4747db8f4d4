package dev.lamina.lecture;

import dev.lamina.data.MnistFolder;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.model.Settings;
import dev.lamina.spec.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The lecture.
 *
 * @param parts in their order
 */
public record Lecture(List<Part> parts) {

  /**
   * A part of the lecture.
   *
   * @param number where it is in the lecture: {@code 3} is followed by {@code 3A}
   * @param name the word that asks for it, such as {@code subsample}
   * @param content says what it is about, computes, and shows what came out
   */
  public record Part(String number, String name, Consumer<Presentation> content) {

    /** Presents the part from beginning to end. */
    public void present(Presentation presentation) {
      presentation.begin(number);
      content.accept(presentation);
    }
  }

  public Lecture {
    parts = List.copyOf(parts);
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
            new Part("1", "networks", to -> to.say("1.what")),
            new Part("1A", "logistic", Networks::logistic),
            new Part("1B", "spec", Networks::spec),
            new Part("1C", "digits", Networks::mnist),
            new Part("2", "devices", to -> DeviceTimes.present(to, placed)),
            new Part("3", "sgd", to -> to.say("3.what")),
            new Part("3A", "subsample", to -> DataParts.subsample(to, placed)),
            new Part("3B", "halves", to -> DataParts.halves(to, placed)),
            new Part("3C", "descent", to -> Descent.present(to, placed)),
            new Part("3D", "names", Descent::names),
            new Part("3E", "batches", Batching::present),
            new Part("3F", "mnist", to -> Performance.present(to, device, jit, mnist.get()))));
  }

  /**
   * The parts that a word asks for: a part's number or name, in any case, and the parts within it.
   *
   * @throws IllegalArgumentException if there is none; names the nearest and all there are
   */
  public List<Part> parts(String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    Part found =
        parts.stream()
            .filter(part -> part.name().equals(wanted) || isNumber(part, wanted))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(Nearest.message("section", word, words())));
    return parts.stream().filter(part -> part.number().startsWith(found.number())).toList();
  }

  private static boolean isNumber(Part part, String wanted) {
    return part.number().toLowerCase(Locale.ROOT).equals(wanted);
  }

  /** All words that ask for a part: the numbers, then the names. */
  public List<String> words() {
    return Stream.concat(parts.stream().map(Part::number), parts.stream().map(Part::name)).toList();
  }
}
