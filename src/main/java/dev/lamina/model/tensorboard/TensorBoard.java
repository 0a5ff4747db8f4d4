package dev.lamina.model.tensorboard;

import com.google.protobuf.ByteString;
import dev.lamina.data.Dataset;
import dev.lamina.engine.NetworkGraph;
import dev.lamina.io.FileException;
import dev.lamina.model.Callback;
import dev.lamina.model.Callback.FitInfo;
import dev.lamina.model.Decision;
import dev.lamina.model.Epoch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;

/**
 * Writes down a training for TensorBoard, which shows it with {@code tensorboard --logdir FOLDER}
 * while it goes on and afterwards. Take a folder of its own for each training, side by side in one
 * that holds them all, and TensorBoard compares them.
 *
 * <pre>{@code
 * epochs(5).validation(test).callback(TensorBoard.in(Path.of("logs/first")).histograms(true))
 * }</pre>
 *
 * <p>As with Keras, there are two runs, {@code train} and {@code validation}, so that TensorBoard
 * draws the curves of both into one chart. Of every epoch there is {@code epoch/loss}, {@code
 * epoch/} with the name of each metric, and {@code epoch/learningRate}; a step is an epoch, counted
 * from 1, on over several fits. The network's graph is there from the beginning. What was written
 * is in the file at once and whole, also when the training is killed.
 *
 * @param folder of the training, made if it is not there; one that has the curves of another
 *     training is refused when a fit begins
 * @param updates whether to write the loss of every update as well, as {@code update/loss}; a step
 *     is an update
 * @param histograms whether to write how the values of each weight are spread, after every epoch
 * @param images examples to show as pictures; empty for none
 */
public record TensorBoard(
    Path folder, boolean updates, boolean histograms, Optional<Dataset> images)
    implements Callback {
  private static final int MOST_IMAGES = 25;

  /** As many buckets of a histogram as TensorBoard shows. */
  private static final int BUCKETS = 30;

  private static final String EPOCH = "epoch/";

  /** Writes the epochs' values and the graph. */
  public static TensorBoard in(Path folder) {
    return new TensorBoard(folder, false, false, Optional.empty());
  }

  /** The same with or without the loss of every update. */
  public TensorBoard updates(boolean on) {
    return new TensorBoard(folder, on, histograms, images);
  }

  /** The same with or without the weights' histograms. */
  public TensorBoard histograms(boolean on) {
    return new TensorBoard(folder, updates, on, images);
  }

  /**
   * The same with pictures of the first 25 examples of a data set.
   *
   * @param examples of shape {@code [height, width]} or {@code [height, width, channels]} with one
   *     channel or three; {@code reshape} gives flat ones a shape
   * @throws IllegalArgumentException if they have another shape
   */
  public TensorBoard images(Dataset examples) {
    Dataset first = examples.take(Math.min(examples.size(), MOST_IMAGES));
    return new TensorBoard(folder, updates, histograms, Optional.of(new Pictures(first).images()));
  }

  /**
   * Begins the files.
   *
   * @throws FileException if they cannot be written
   */
  @Override
  public Callback begin(FitInfo fit) {
    try {
      return new EventWriter(fit);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private FileException failure(IOException e) {
    return FileException.unwritable("The folder " + folder + " for TensorBoard", e);
  }

  /** Writes the events of one fit. */
  private final class EventWriter implements Callback {
    private final FitInfo fit;
    private final EventFile train;
    private final @Nullable EventFile validation;

    EventWriter(FitInfo fit) throws IOException {
      this.fit = fit;
      boolean validates =
          fit.monitors().keySet().stream().anyMatch(name -> name.startsWith(Epoch.VALIDATION));
      Path runs = folder.resolve("train");
      if (fit.model().updates() == 0 && EventFile.isIn(runs)) {
        throw new FileException(
            "The folder %s for TensorBoard has the curves of an earlier training, and both would be drawn as one; take another folder beside it, such as %s-2, or delete that one."
                .formatted(folder, folder));
      }
      train = EventFile.create(runs);
      try {
        train.write(beginning());
        validation = validates ? EventFile.create(folder.resolve("validation")) : null;
      } catch (IOException | RuntimeException e) {
        train.close();
        throw e;
      }
    }

    private List<Event> beginning() {
      int step = fit.firstEpoch() - 1;
      List<Event> events = new ArrayList<>();
      events.add(
          EventFile.event(step)
              .setGraphDef(NetworkGraph.of(fit.model().network()).toByteString())
              .build());
      images.ifPresent(
          examples -> events.add(event(step, List.of(pictures("examples", examples)))));
      return events;
    }

    @Override
    public Decision onChunkEnd(ChunkEnd end) {
      if (updates) {
        float[] losses = end.losses();
        long first = fit.model().updates() - losses.length + 1;
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
          events.add(event(first + i, List.of(scalar("update/loss", losses[i]))));
        }
        write(train, events);
      }
      return Decision.go();
    }

    @Override
    public Decision onEpochEnd(EpochEnd end) {
      Epoch epoch = end.epoch();
      List<Summary.Value> values = new ArrayList<>();
      values.add(scalar(EPOCH + "loss", epoch.loss()));
      epoch.metrics().forEach((name, value) -> values.add(scalar(EPOCH + name, value)));
      values.add(scalar(EPOCH + "learningRate", epoch.learningRate()));
      if (histograms) {
        fit.model()
            .weights()
            .forEach((name, weight) -> values.add(histogram(name, weight.values())));
      }
      write(train, List.of(event(epoch.number(), values)));
      if (validation != null) {
        write(validation, List.of(event(epoch.number(), validationValues(epoch.validation()))));
      }
      return Decision.go();
    }

    private static List<Summary.Value> validationValues(Map<String, Double> validation) {
      return validation.entrySet().stream()
          .map(
              value ->
                  scalar(
                      EPOCH + value.getKey().substring(Epoch.VALIDATION.length()),
                      value.getValue()))
          .toList();
    }

    private static Event event(long step, List<Summary.Value> values) {
      return EventFile.event(step).setSummary(Summary.newBuilder().addAllValue(values)).build();
    }

    private static Summary.Value scalar(String tag, double value) {
      return Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value).build();
    }

    private static Summary.Value histogram(String tag, float[] numbers) {
      return Summary.Value.newBuilder()
          .setTag(tag)
          .setHisto(TensorBoard.histogram(numbers))
          .build();
    }

    private static Summary.Value pictures(String tag, Dataset examples) {
      return Summary.Value.newBuilder()
          .setTag(tag)
          .setMetadata(
              SummaryMetadata.newBuilder()
                  .setPluginData(
                      SummaryMetadata.PluginData.newBuilder()
                          .setPluginName("images")
                          .setContent(ByteString.EMPTY)))
          .setTensor(new Pictures(examples).tensor())
          .build();
    }

    private void write(EventFile file, List<Event> events) {
      try {
        file.write(events);
      } catch (IOException e) {
        throw failure(e);
      }
    }

    @Override
    public void close() {
      try (train) {
        if (validation != null) {
          validation.close();
        }
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }

  /**
   * The histogram of the values that are finite, in buckets of equal width; without a bucket if
   * there are none.
   */
  static HistogramProto histogram(float[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
        sum += value;
        squares += (double) value * value;
        count++;
      }
    }
    HistogramProto.Builder histogram = HistogramProto.newBuilder();
    if (count > 0) {
      histogram.setMin(min).setMax(max).setNum(count).setSum(sum).setSumSquares(squares);
      addBuckets(histogram, values);
    }
    return histogram.build();
  }

  private static void addBuckets(HistogramProto.Builder histogram, float[] values) {
    double min = histogram.getMin();
    double width = (histogram.getMax() - min) / BUCKETS;
    if (width == 0) {
      histogram.addBucketLimit(min).addBucket(histogram.getNum());
      return;
    }
    int[] counts = new int[BUCKETS];
    for (float value : values) {
      if (Float.isFinite(value)) {
        counts[Math.min(BUCKETS - 1, (int) ((value - min) / width))]++;
      }
    }
    for (int i = 0; i < BUCKETS; i++) {
      histogram.addBucketLimit(i == BUCKETS - 1 ? histogram.getMax() : min + (i + 1) * width);
      histogram.addBucket(counts[i]);
    }
  }
}
