package dev.lamina.cli;

import dev.lamina.data.Csv;
import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.Table;
import dev.lamina.layer.Embedding;
import dev.lamina.network.Network;
import dev.lamina.prepare.Columns;
import dev.lamina.prepare.OutputMode;
import dev.lamina.prepare.TableSplit;
import dev.lamina.prepare.TextVectors;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what to train on and to test with. */
final class ExampleOptions {
  @Mixin private SharedOptions.Data data = new SharedOptions.Data();

  @Mixin private SharedOptions.TableFormat format = new SharedOptions.TableFormat();

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description =
          "The column of a table that is predicted from the others: texts, true and false, 0 and 1"
              + " are classes, other numbers are numbers. Rows without it are left out.")
  private @Nullable String target;

  @Option(
      names = "--text",
      paramLabel = "COLUMN",
      description =
          "Take this column of texts alone: behind an Embedding as the numbers of so many words as"
              + " the network takes inputs, else as which of so many words a text has.")
  private @Nullable String text;

  @Option(
      names = "--test-split",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description =
          "Test with this share of a table's rows, of the pictures or arrays, drawn by the seed."
              + " Default: ${DEFAULT-VALUE}")
  private double testSplit;

  /**
   * The examples for a network.
   *
   * @param seed of what is drawn
   * @throws DataException if the data cannot be read, or the options do not fit it
   * @throws dev.lamina.layer.ShapeException if the network does not fit the data
   */
  TrainTask task(Network network, long seed) {
    Optional<Path> table = data.table();
    if (table.isPresent() == (target == null)
        || (table.isPresent() ? data.areLabels() : text != null)) {
      throw new DataException(
          "--target names the column of a table to predict, and --labels chooses classes of other data; give a table --target alone or with --text, and other data no --target or --text.");
    }
    if (target != null) {
      Table all = Csv.read(table.orElseThrow(), format.format());
      String predicted = target;
      TableSplit rows =
          TableSplit.of(
              all, train -> columns(train, predicted, network), predicted, 1 - testSplit, seed);
      rows.preparation().check(network);
      return new TrainTask(rows.train(), rows.test(), Optional.of(rows.preparation()));
    }
    if (data.arePictures()) {
      Dataset pictures = data.pictures(network.inputShape());
      network.checkPredicts(pictures.classes().size(), "the pictures");
      return TrainTask.of(pictures.shuffle(seed).epoch(0).stratifiedSplit(1 - testSplit, seed));
    }
    Shape input = network.inputShape();
    return TrainTask.of(
        data.arrays()
            .map(arrays -> arrays.split(network, 1 - testSplit, seed))
            .orElseGet(() -> new Dataset.Split(data.train(input), data.test(input))));
  }

  /** All columns but the target, or the texts alone as the network takes them. */
  private Columns columns(Table train, String predicted, Network network) {
    if (text == null) {
      return Columns.infer(train, predicted);
    }
    int inputs = Math.toIntExact(network.inputShape().size());
    TextVectors words = Columns.text(text);
    return Columns.of(
        network.layers().get(0).layer() instanceof Embedding embedding
            ? words.maxTokens(embedding.inputDim()).outputSequenceLength(inputs)
            : words.maxTokens(inputs).outputMode(OutputMode.MULTI_HOT));
  }
}
