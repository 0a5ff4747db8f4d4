package dev.lamina.cli;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.Mnist;
import dev.lamina.data.MnistFolder;
import dev.lamina.layer.Shapes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.ndarray.Shape;
import picocli.CommandLine.Option;

/** The options that name data sets. */
final class DataOptions {
  private static final String MNIST = "mnist";

  @Option(
      names = "--data",
      paramLabel = "mnist|DIR",
      defaultValue = MNIST,
      description =
          "The data: mnist, or a folder that holds MNIST's four files, gzipped or not."
              + " Default: ${DEFAULT-VALUE}")
  private String data = MNIST;

  @Option(
      names = "--labels",
      paramLabel = "N",
      split = ",",
      splitSynopsisLabel = ",",
      converter = Converters.WholeNumber.class,
      description =
          "Take only the examples of these classes: 0,1 for the lecture's zeros and ones.")
  private List<Long> labels = List.of();

  /** The examples to train on, in a network's input shape. */
  Dataset train(Shape input) {
    return examples(folder().train(), input);
  }

  /** The examples to test with, in a network's input shape. */
  Dataset test(Shape input) {
    return examples(folder().test(), input);
  }

  /** Whether the examples are only of the classes 0 and 1, which one number tells apart. */
  boolean isBinary() {
    return labels.size() == 2 && labels.containsAll(List.of(0L, 1L));
  }

  private MnistFolder folder() {
    if (data.equals(MNIST)) {
      return Mnist.folder();
    }
    Path folder = Path.of(data);
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          "There is no data \"%s\"; give mnist or a folder that holds MNIST's four files."
              .formatted(data));
    }
    return Mnist.in(folder);
  }

  private Dataset examples(Dataset all, Shape input) {
    Dataset chosen =
        labels.isEmpty() ? all : all.labels(labels.stream().mapToInt(Math::toIntExact).toArray());
    if (input.size() != chosen.xShape().size()) {
      throw new DataException(
          "The network takes %s per example, but the data has %s; change the network's input shape or the data."
              .formatted(Shapes.text(input), Shapes.text(chosen.xShape())));
    }
    return input.equals(chosen.xShape()) ? chosen : chosen.reshape(input);
  }
}
