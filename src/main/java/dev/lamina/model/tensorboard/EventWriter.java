package dev.lamina.model.tensorboard;

import com.google.protobuf.ByteString;
import dev.lamina.engine.NetworkGraph;
import dev.lamina.model.Decision;
import dev.lamina.model.Epoch;
import dev.lamina.model.FitInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;

/** Writes the events of one fit. */
final class EventWriter implements Callback {
  private static final String EPOCH = "epoch/";

  private final TensorBoard settings;
  private final FitInfo fit;
  private final EventFile train;
  private final @Nullable EventFile validation;

  private EventWriter(
      TensorBoard settings, FitInfo fit, EventFile train, @Nullable EventFile validation) {
    this.settings = settings;
    this.fit = fit;
    this.train = train;
    this.validation = validation;
  }

  static EventWriter begin(TensorBoard settings, FitInfo fit) throws IOException {
    boolean validates = fit.monitors().stream().anyMatch(name -> name.startsWith(Epoch.VALIDATION));
    EventFile train = EventFile.create(settings.folder().resolve("train"));
    try {
      train.write(beginning(settings, fit));
      EventFile validation =
          validates ? EventFile.create(settings.folder().resolve("validation")) : null;
      return new EventWriter(settings, fit, train, validation);
    } catch (IOException | RuntimeException e) {
      train.close();
      throw e;
    }
  }

  private static List<Event> beginning(TensorBoard settings, FitInfo fit) {
    int step = fit.firstEpoch() - 1;
    List<Event> events = new ArrayList<>();
    events.add(
        EventFile.event(step)
            .setGraphDef(NetworkGraph.of(fit.model().network()).toByteString())
            .build());
    settings
        .images()
        .map(images -> images("examples", new Pictures(images)))
        .ifPresent(images -> events.add(event(step, List.of(images))));
    return events;
  }

  @Override
  public Decision onChunkEnd(ChunkEnd end) {
    if (settings.updates()) {
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
    if (settings.histograms()) {
      fit.model().weights().forEach((name, numbers) -> values.add(histogram(name, numbers)));
    }
    write(train, List.of(event(epoch.number(), values)));
    if (validation != null) {
      write(validation, List.of(event(epoch.number(), validationValues(epoch.validation()))));
    }
    return Decision.go();
  }

  private static List<Summary.Value> validationValues(Map<String, Double> validation) {
    List<Summary.Value> values = new ArrayList<>();
    validation.forEach(
        (name, value) ->
            values.add(scalar(EPOCH + name.substring(Epoch.VALIDATION.length()), value)));
    return values;
  }

  private static Event event(long step, List<Summary.Value> values) {
    return EventFile.event(step).setSummary(Summary.newBuilder().addAllValue(values)).build();
  }

  private static Summary.Value scalar(String tag, double value) {
    return Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value).build();
  }

  private static Summary.Value histogram(String tag, float[] numbers) {
    return Summary.Value.newBuilder().setTag(tag).setHisto(Histograms.of(numbers)).build();
  }

  private static Summary.Value images(String tag, Pictures pictures) {
    return Summary.Value.newBuilder()
        .setTag(tag)
        .setMetadata(
            SummaryMetadata.newBuilder()
                .setPluginData(
                    SummaryMetadata.PluginData.newBuilder()
                        .setPluginName("images")
                        .setContent(ByteString.EMPTY)))
        .setTensor(pictures.tensor())
        .build();
  }

  private void write(EventFile file, List<Event> events) {
    try {
      file.write(events);
    } catch (IOException e) {
      throw settings.failure(e);
    }
  }

  @Override
  public void close() {
    try (train) {
      if (validation != null) {
        validation.close();
      }
    } catch (IOException e) {
      throw settings.failure(e);
    }
  }
}
