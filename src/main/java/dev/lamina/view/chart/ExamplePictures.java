package dev.lamina.view.chart;

import dev.lamina.data.Dataset;
import dev.lamina.data.Example;
import dev.lamina.text.Numbers;
import dev.lamina.train.metric.Classes;
import java.util.Optional;
import java.util.stream.IntStream;

/** Pictures of a data set's examples. */
public final class ExamplePictures {
  private ExamplePictures() {}

  /**
   * Examples from all over the data set and their classes; nothing if they are no pictures.
   *
   * @param most how many are shown at most
   */
  public static Optional<PictureGrid> of(String title, Dataset data, int most) {
    int count = Math.min(most, data.size());
    return PictureShape.of(data.xShape())
        .map(
            shape ->
                new PictureGrid(
                    title,
                    "%s: %d of %s".formatted(title, count, Numbers.count(data.size())),
                    IntStream.range(0, count)
                        .mapToLong(i -> (long) i * data.size() / count)
                        .mapToObj(place -> captioned(shape, data.get((int) place)))
                        .toList()));
  }

  private static PictureGrid.Captioned captioned(PictureShape shape, Example example) {
    String target = target(example.y());
    return new PictureGrid.Captioned(
        Picture.of(shape, example.x()), target, target.isEmpty() ? "A picture" : "A " + target);
  }

  private static String target(float[] y) {
    return switch (y.length) {
      case 0 -> "";
      case 1 -> y[0] == Math.rint(y[0]) ? String.valueOf((long) y[0]) : String.valueOf(y[0]);
      default -> String.valueOf(Classes.mostProbable(y));
    };
  }
}
