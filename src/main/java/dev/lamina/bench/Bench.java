package dev.lamina.bench;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.sgd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.model.Evaluation;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Settings;
import dev.lamina.network.Sequential;
import dev.lamina.serving.Predictor;
import dev.lamina.train.loss.ClassNumbers;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tensorflow.ndarray.Shape;

/** Runs a workload and gives the JSON line that the peers' benchmarks give. */
public final class Bench {
  /** So many that the JVM has compiled what a call runs. */
  private static final int WARM_UP_CALLS = 20_000;

  /** How many threads predict at once. */
  private static final List<Integer> THREADS = List.of(1, 4, 16);

  private static final double THROUGHPUT_SECONDS = 4;
  private static final int LEAST_BATCHES = 5;

  private final Workload workload;
  private final Options options;
  private final double loadAtStart =
      ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

  private Bench(Workload workload, Options options) {
    this.workload = workload;
    this.options = options;
  }

  /**
   * Runs a workload.
   *
   * @return the line, in the peers' words
   * @throws IllegalStateException if the thread is interrupted, which it then still is
   */
  public static ObjectNode run(Workload workload, Options options) {
    return new Bench(workload, options).run();
  }

  private ObjectNode run() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("peer", "lamina").put("variant", variant()).put("version", version());
    line.put("workload", workload.label());
    switch (workload) {
      case PREDICT1 -> predictOne(line);
      case PREDICT10K -> predictMany(line);
      case PREDICT_THREADS -> predictByThreads(line);
      case SCALE -> Scale.measure(Scale.all(3_750, 2048), options.train(), this::placed, line);
      default -> train(line);
    }
    Machine.describe(line, loadAtStart);
    return line;
  }

  private void train(ObjectNode line) {
    Task task = Task.of(workload, options);
    int epochs = options.epochs().orElse(workload.epochs());
    try (Model model = task.network().compile(placed(task.settings()))) {
      List<Double> seconds = new ArrayList<>();

      History history = fit(model, task, epochs);
      double setup = Machine.secondsSinceStart() - history.seconds();
      seconds.add(history.seconds());
      for (int i = 1; i < options.repeat().orElse(workload.repeat()); i++) {
        model.reset();
        history = fit(model, task, epochs);
        seconds.add(history.seconds());
      }
      double cold = seconds.get(0);
      double warm = seconds.stream().skip(1).mapToDouble(s -> s).min().orElse(Double.NaN);
      line.put("epochs", epochs).put("setup_s", setup).put("train_s", cold);
      put(line, "train_warm_s", warm);
      line.put("steps", history.updates()).put("us_per_step", cold / history.updates() * 1e6);
      put(line, "us_per_step_warm", warm / history.updates() * 1e6);
      line.put("samples_per_s", history.examples() / cold);
      put(line, "samples_per_s_warm", history.examples() / warm);
      score(line, task, model, history);
      line.put("execution", history.execution().toString());
    }
  }

  private static History fit(Model model, Task task, int epochs) {
    History history = model.fit(task.batches(), epochs(epochs));
    if (history.interrupted()) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The measurement was interrupted; it gives no numbers.");
    }
    return history;
  }

  private static void score(ObjectNode line, Task task, Model model, History history) {
    Evaluation score =
        task.scored()
            .map(model::evaluate)
            .orElseGet(
                () ->
                    new Evaluation(
                        history.lastEpoch().examples(),
                        history.finalLoss(),
                        history.lastEpoch().metrics()));
    line.put("final_loss", score.loss());
    if (score.metrics().isEmpty()) {
      line.putNull("accuracy");
      return;
    }
    double accuracy = score.metrics().values().iterator().next();
    line.put("accuracy", accuracy);
    line.put("correct", Math.round(accuracy * score.examples())).put("of", score.examples());
  }

  private void predictOne(ObjectNode line) {
    float[] image = options.test().get(0).x();
    try (Model model = lectureModel();
        Predictor predictor = Served.of(model)) {
      predictor.predict(image);
      line.put("setup_s", Machine.secondsSinceStart());
      List<Latency> latencies =
          Latency.byTurns(
              WARM_UP_CALLS,
              options.calls(),
              () -> predictor.predict(image),
              () -> model.predict(image));
      Latency whole = latencies.get(0);
      line.put("p50_us", whole.p50()).put("p99_us", whole.p99()).put("calls", options.calls());
      ObjectNode variants = line.putObject("variants_us");
      variants.set("array in, array out", whole.json());
      variants.set("Model.predict", latencies.get(1).json());
    }
  }

  private Model lectureModel() {
    Settings settings = Settings.of(sgd(0.001f), binaryCrossentropy());
    return Task.lectureNetwork().compile(placed(settings));
  }

  private void predictByThreads(ObjectNode line) {
    float[] image = options.test().get(0).x();
    try (Model model = lectureModel();
        Predictor predictor = Served.of(model)) {
      predictor.predict(image);
      line.put("setup_s", Machine.secondsSinceStart());
      Crowd.of(1, WARM_UP_CALLS, () -> predictor.predict(image));
      ObjectNode threads = line.putObject("threads_us");
      for (int count : THREADS) {
        Crowd crowd = Crowd.of(count, options.calls(), () -> predictor.predict(image));
        threads.set(String.valueOf(count), crowd.json());
      }
    }
  }

  private void predictMany(ObjectNode line) {
    measureThroughput(line, "mlp", Task.denseNetwork());
    measureThroughput(line, "cnn", Task.convolutionalNetwork());
  }

  private void measureThroughput(ObjectNode line, String name, Sequential network) {
    Dataset images = inMemory(options.test());
    Settings settings = Settings.of(sgd(0.001f), sparseCategoricalCrossentropy());
    try (Model model = network.compile(placed(settings));
        Predictor predictor = Served.of(model)) {
      classes(predictor, images);
      if (!line.has("setup_s")) {
        line.put("setup_s", Machine.secondsSinceStart());
      }
      List<Double> seconds = new ArrayList<>();
      long end = System.nanoTime() + (long) (THROUGHPUT_SECONDS * 1e9);
      while (seconds.size() < LEAST_BATCHES || System.nanoTime() < end) {
        long begin = System.nanoTime();
        classes(predictor, images);
        seconds.add((System.nanoTime() - begin) / 1e9);
      }
      double median = seconds.stream().sorted().skip(seconds.size() / 2).findFirst().orElseThrow();
      line.put(name + "_images_per_s", images.size() / median);
      line.put(name + "_ms_per_batch", median * 1e3);
    }
  }

  /** The images as floats, as the peers have them. */
  private static Dataset inMemory(Dataset images) {
    float[] x = new float[Math.toIntExact(images.size() * images.xShape().size())];
    images.readX(0, images.size(), x);
    return Dataset.of(images.xShape(), x, Shape.of(0), new float[0]);
  }

  private static int[] classes(Predictor predictor, Dataset images) {
    return Arrays.stream(predictor.predictAll(images))
        .mapToInt(ClassNumbers::mostProbable)
        .toArray();
  }

  private Settings placed(Settings settings) {
    return settings.device(options.device()).jit(options.jit());
  }

  private String variant() {
    return options.jit() == Jit.AUTO
        ? "auto"
        : "jit-" + options.jit().name().toLowerCase(Locale.ROOT);
  }

  private static String version() {
    String version = Sequential.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static void put(ObjectNode line, String name, double value) {
    if (Double.isNaN(value)) {
      line.putNull(name);
    } else {
      line.put(name, value);
    }
  }
}
