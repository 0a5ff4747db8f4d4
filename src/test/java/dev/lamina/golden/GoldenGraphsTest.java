package dev.lamina.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.data.Dataset;
import dev.lamina.data.Values;
import dev.lamina.engine.Jit;
import dev.lamina.golden.Golden.Array;
import dev.lamina.golden.Golden.Case;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Fit;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Pretrained;
import dev.lamina.model.Settings;
import dev.lamina.model.TrainingSpec;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.schedule.Schedule;
import dev.lamina.train.schedule.Schedules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;

/**
 * Random graphs, drawn and computed by {@code src/test/python/graphs.py}. {@code
 * -Dgolden.graphs.step=1} runs all 200 of them.
 */
class GoldenGraphsTest {
  private static final String FILE = "graphs.jsonl.gz";

  /** One graph of so many is run, by XLA and as a plain graph in turns: all take minutes. */
  private static final int STEP = Integer.getInteger("golden.graphs.step", 20);

  static List<Arguments> runs() {
    List<Arguments> runs = new ArrayList<>();
    List<Case> cases = Golden.lines(FILE).toList();
    for (int i = STEP - 1; i < cases.size(); i += STEP) {
      runs.add(Arguments.of(cases.get(i), runs.size() % 2 == 0 ? Jit.ON : Jit.OFF));
    }
    return runs;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void predictsAndTrainsAsKerasDoes(Case golden, Jit jit) {
    TrainingSpec spec = spec(golden);
    Dataset data = data(golden, spec);
    int batch = golden.get("batchSize").asInt();
    try (Model model = pretrained(golden, spec).compile(spec.settings().jit(jit))) {
      Map<String, float[][]> outputs = model.predictAll(data.take(batch));
      check(golden, "outputs", Near.VALUE, name -> flat(named(outputs, name)));

      History history = model.fit(data.batch(batch), Fit.epochs(golden.get("epochs").asInt()));
      check(golden, "history", Near.TRAINING, name -> floats(history.values(name)));
      Map<String, FloatArray> weights = model.weights();
      check(golden, "after", Near.TRAINING, name -> named(weights, name).values());
      assertThat(weights.keySet()).hasSize(golden.get("after").size());
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void hasTheGradientsOfKeras(Case golden, Jit jit) {
    TrainingSpec spec = spec(golden);
    int batch = golden.get("batchSize").asInt();
    Settings settings = spec.settings().jit(jit);
    Settings showing =
        new Settings(
            new Showing(Schedules.constant(1)),
            settings.objectives(),
            settings.seed(),
            settings.device(),
            settings.jit());
    try (Model model = pretrained(golden, spec).compile(showing)) {
      model.fit(data(golden, spec).take(batch).batch(batch), Fit.epochs(1));

      Map<String, FloatArray> gradients = model.weights();
      check(golden, "gradients", Near.VALUE, name -> named(gradients, name).values());
    }
  }

  /** A weight becomes its gradient. */
  private record Showing(Schedule learningRate) implements Optimizer {
    @Override
    public Update update(Ops tf, Clock clock, Parameter p) {
      return new Update(p.gradient(), p.slots());
    }
  }

  private static TrainingSpec spec(Case golden) {
    return TrainingSpec.read(TrainingSpec.specs(), golden.get("network").toString());
  }

  private static Pretrained pretrained(Case golden, TrainingSpec spec) {
    Map<String, FloatArray> weights = new LinkedHashMap<>();
    golden
        .get("weights")
        .properties()
        .forEach(
            weight -> {
              Array array = Array.of(weight.getValue());
              weights.put(weight.getKey(), new FloatArray(array.shape(), array.data()));
            });
    return new Pretrained(spec.functional(), weights);
  }

  private static Dataset data(Case golden, TrainingSpec spec) {
    Map<String, Values> x = new LinkedHashMap<>();
    spec.functional()
        .inputs()
        .list()
        .forEach(
            part -> {
              float[] values = Array.floats(golden.get("x").path(part.name()));
              x.put(part.name(), values(part.shape(), values));
            });
    Map<String, Values> y = new LinkedHashMap<>();
    golden
        .get("y")
        .properties()
        .forEach(
            target -> {
              Array array = Array.of(target.getValue());
              y.put(target.getKey(), values(array.example(), array.data()));
            });
    Dataset data = Dataset.of(x, y);
    JsonNode weights = golden.json().path("sampleWeights");
    return weights.isMissingNode() ? data : data.sampleWeights(Array.floats(weights));
  }

  private static Values values(Shape example, float[] values) {
    return Values.of(values).reshape(example.prepend(values.length / example.size()).asArray());
  }

  private static void check(Case golden, String key, Near near, Function<String, float[]> got) {
    golden
        .get(key)
        .properties()
        .forEach(
            want ->
                near.check(
                    key + " of " + want.getKey(),
                    got.apply(want.getKey()),
                    Array.floats(want.getValue())));
  }

  private static <T> T named(Map<String, T> all, String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * rows[i].length, rows[i].length);
    }
    return flat;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
