package dev.lamina.model.tensorboard;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanAbsoluteError;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Dataset;
import dev.lamina.io.FileException;
import dev.lamina.model.Decision;
import dev.lamina.model.Epoch;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.callback.Callbacks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.TensorProto;

/** What TensorBoard finds in the files, read back with TensorFlow's own protos. */
class TensorBoardTest {
  private static final Dataset LINE =
      Dataset.of(new float[][] {{1}, {2}, {3}}, new float[] {3, 5, 7});

  @TempDir private Path folder;

  private static Model model() {
    return Sequential.of(Shape.of(1), dense(2), relu(), dense(1))
        .compile(sgd(0.01f), meanSquaredError(), meanAbsoluteError());
  }

  private List<Event> train() throws IOException {
    return EventReader.events(folder.resolve("train"));
  }

  /** The values of a tag as {@code step: value}. */
  private static List<String> scalars(List<Event> events, String tag) {
    List<String> found = new ArrayList<>();
    for (Event event : events) {
      value(event, tag)
          .ifPresent(value -> found.add(event.getStep() + ": " + value.getSimpleValue()));
    }
    return found;
  }

  private static Optional<Summary.Value> value(Event event, String tag) {
    return event.getSummary().getValueList().stream()
        .filter(value -> value.getTag().equals(tag))
        .findFirst();
  }

  private static Summary.Value last(List<Event> events, String tag) {
    return events.stream().flatMap(event -> value(event, tag).stream()).reduce((a, b) -> b).get();
  }

  /** A file that TensorFlow wrote passes, so files that pass are as TensorFlow writes them. */
  @Test
  void theReaderOfThisTestReadsTensorFlowsRecords() {
    byte[] file = HexFormat.of().parseHex("06000000000000007369d5376c616d696e614cc0997d");

    assertThat(EventReader.records(file)).containsExactly("lamina".getBytes(UTF_8));
  }

  @Test
  void holdsTheValuesOfEveryEpochInARunForTrainingAndOneForValidation() throws IOException {
    History history;
    try (Model model = model()) {
      history =
          model.fit(
              LINE.batch(2), epochs(2).validation(LINE.take(1)).callback(TensorBoard.in(folder)));
    }

    List<Event> train = train();
    assertThat(train.get(0).getFileVersion()).isEqualTo("brain.Event:2");
    assertThat(scalars(train, "epoch/loss")).isEqualTo(steps(history, "loss"));
    assertThat(scalars(train, "epoch/meanAbsoluteError"))
        .isEqualTo(steps(history, "meanAbsoluteError"));
    assertThat(scalars(train, "epoch/learningRate")).containsExactly("1: 0.01", "2: 0.01");
    assertThat(scalars(train, "update/loss")).isEmpty();
    List<Event> validation = EventReader.events(folder.resolve("validation"));
    assertThat(scalars(validation, "epoch/loss")).isEqualTo(steps(history, "val_loss"));
    assertThat(scalars(validation, "epoch/meanAbsoluteError"))
        .isEqualTo(steps(history, "val_meanAbsoluteError"));
  }

  @Test
  void refusesTheFolderOfAnotherTraining() {
    try (Model model = model()) {
      model.fit(LINE.batch(2), epochs(1).callback(TensorBoard.in(folder)));
      model.fit(LINE.batch(2), epochs(1).callback(TensorBoard.in(folder)));
      model.reset();
      assertThatThrownBy(() -> model.fit(LINE.batch(2), epochs(1).callback(TensorBoard.in(folder))))
          .isInstanceOf(FileException.class)
          .hasMessage(
              "The folder %s for TensorBoard has the curves of an earlier training, and both would be drawn as one; take another folder beside it, such as %s-2, or delete that one.",
              folder, folder);
      assertThat(model.epochs()).isZero();
    }
  }

  private static List<String> steps(History history, String name) {
    List<String> steps = new ArrayList<>();
    for (Epoch epoch : history.epochs()) {
      steps.add(epoch.number() + ": " + (float) epoch.value(name));
    }
    return steps;
  }

  @Test
  void holdsTheLossOfEveryUpdateAndCountsOnOverSeveralFits() throws IOException {
    float[] losses;
    try (Model model = model()) {
      model.fit(LINE.batch(2), epochs(1));
      losses =
          model
              .fit(LINE.batch(2), epochs(2).callback(TensorBoard.in(folder).updates(true)))
              .losses();
    }

    assertThat(scalars(train(), "update/loss"))
        .containsExactly(
            "3: " + losses[0], "4: " + losses[1], "5: " + losses[2], "6: " + losses[3]);
    assertThat(scalars(train(), "epoch/loss")).hasSize(2).first().asString().startsWith("2: ");
    assertThat(folder.resolve("validation")).doesNotExist();
  }

  @Test
  void holdsHistogramsOfTheWeights() throws IOException {
    float[] kernel;
    try (Model model = model()) {
      model.fit(LINE.batch(3), epochs(2).callback(TensorBoard.in(folder).histograms(true)));
      kernel = values(model.weights(), "dense/kernel");
    }

    HistogramProto histogram = last(train(), "dense/kernel").getHisto();
    assertThat(histogram.getNum()).isEqualTo(2);
    assertThat(histogram.getMin()).isEqualTo(Math.min(kernel[0], kernel[1]));
    assertThat(histogram.getMax()).isEqualTo(Math.max(kernel[0], kernel[1]));
    assertThat(histogram.getSum()).isEqualTo((double) kernel[0] + kernel[1]);
    assertThat(histogram.getBucketList()).hasSize(30).first().isEqualTo(1.0);
    assertThat(histogram.getBucketList().get(29)).isEqualTo(1.0);
    assertThat(histogram.getBucketLimitList()).hasSize(30).isSorted();
  }

  @Test
  void histogramsLeaveOutWhatIsNoNumber() {
    HistogramProto histogram =
        TensorBoard.histogram(new float[] {2, Float.NaN, 2, Float.POSITIVE_INFINITY});

    assertThat(histogram.getBucketList()).containsExactly(2.0);
    assertThat(histogram.getBucketLimitList()).containsExactly(2.0);
    assertThat(TensorBoard.histogram(new float[] {Float.NaN}).getNum()).isZero();
  }

  @Test
  void holdsTheGraphWithAScopeForEachLayer() throws IOException {
    try (Model model = model()) {
      model.fit(LINE.batch(3), epochs(1).callback(TensorBoard.in(folder)));
    }

    GraphDef graph =
        GraphDef.parseFrom(
            train().stream()
                .filter(event -> !event.getGraphDef().isEmpty())
                .findFirst()
                .orElseThrow()
                .getGraphDef());
    assertThat(graph.getNodeList())
        .extracting(node -> node.getName().replaceFirst("/.*", ""))
        .containsOnly("input", "dense", "activation", "dense_1", "output");
    assertThat(graph.getNodeList())
        .filteredOn(node -> node.getName().equals("output"))
        .singleElement()
        .satisfies(
            node ->
                assertThat(node.getAttrOrThrow("_output_shapes").getList().getShape(0).getDimList())
                    .extracting(dimension -> dimension.getSize())
                    .containsExactly(-1L, 1L));
  }

  @Test
  void holdsExamplesAsPictures() throws IOException {
    Dataset images = Dataset.ofInputs(new float[][] {{0, 1, 2, 4, 0, 0}}).reshape(Shape.of(2, 3));
    try (Model model = model()) {
      model.fit(LINE.batch(3), epochs(1).callback(TensorBoard.in(folder).images(images)));
    }

    Summary.Value value = last(train(), "examples");
    assertThat(value.getMetadata().getPluginData().getPluginName()).isEqualTo("images");
    TensorProto tensor = value.getTensor();
    assertThat(tensor.getTensorShape().getDim(0).getSize()).isEqualTo(3);
    assertThat(tensor.getStringVal(0).toStringUtf8()).isEqualTo("3");
    assertThat(tensor.getStringVal(1).toStringUtf8()).isEqualTo("2");
    BufferedImage picture =
        ImageIO.read(new ByteArrayInputStream(tensor.getStringVal(2).toByteArray()));
    assertThat(picture.getRaster().getSamples(0, 0, 3, 2, 0, (int[]) null))
        .containsExactly(0, 64, 128, 255, 0, 0);
  }

  @Test
  void saysThatExamplesAreNoPictures() {
    assertThatThrownBy(() -> TensorBoard.in(folder).images(LINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "images need examples of [height, width] or [height, width, 1 or 3], but got [1]; reshape the data set.");
  }

  /** As a training that is killed would leave it. */
  @Test
  void isReadableAfterEveryEpoch() {
    List<Integer> seen = new ArrayList<>();
    try (Model model = model()) {
      model.fit(
          LINE.batch(3),
          epochs(3)
              .callback(TensorBoard.in(folder))
              .callback(
                  Callbacks.onEpochEnd(
                      end -> {
                        try {
                          seen.add(scalars(train(), "epoch/loss").size());
                        } catch (IOException e) {
                          throw new IllegalStateException(e);
                        }
                        return Decision.go();
                      })));
    }

    assertThat(seen).containsExactly(1, 2, 3);
  }

  @Test
  void saysThatItsFolderCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    try (Model model = model()) {
      assertThatThrownBy(() -> model.fit(LINE.batch(3), epochs(1).callback(TensorBoard.in(file))))
          .isInstanceOf(FileException.class)
          .hasMessageStartingWith(
              "The folder %s for TensorBoard cannot be written (".formatted(file));
      assertThat(model.epochs()).isZero();
    }
  }
}
