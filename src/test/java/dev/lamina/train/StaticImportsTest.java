package dev.lamina.train;

import static dev.lamina.layer.Layers.*;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.*;
import static dev.lamina.train.metric.Metrics.*;
import static dev.lamina.train.optimizer.Optimizers.*;
import static dev.lamina.train.schedule.Schedules.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.layer.Layers;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.TrainingSpec;
import dev.lamina.train.loss.Losses;
import dev.lamina.train.metric.Metrics;
import dev.lamina.train.optimizer.Optimizers;
import dev.lamina.train.schedule.Schedules;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** All factories can be imported together, so that what is a loss and a metric has one name. */
class StaticImportsTest {

  @Test
  void aLossIsAMetricAsWell() {
    Dataset data = Dataset.of(Shape.of(1), new float[] {1, 2}, Shape.of(1), new float[] {1, 4});
    try (Model model =
        Sequential.of(Shape.of(1), dense(1))
            .compile(
                sgd(constant(0)),
                meanSquaredError(),
                meanSquaredError(),
                meanAbsoluteError(),
                rootMeanSquaredError(),
                huber().delta(2))) {
      Map<String, Double> metrics = model.fit(data.batch(2), epochs(1)).epochs().get(0).metrics();

      assertThat(metrics)
          .containsOnlyKeys(
              "meanSquaredError", "meanAbsoluteError", "rootMeanSquaredError", "huber");
      // The one is added up in doubles, the other is a float.
      assertThat(metrics.get("meanSquaredError"))
          .isCloseTo(model.evaluate(data.batch(2)).loss(), within(1e-6));
    }
  }

  @Test
  void noNameIsInTwoOfThem() {
    List<String> twice =
        Stream.of(Layers.class, Losses.class, Metrics.class, Optimizers.class, Schedules.class)
            .flatMap(StaticImportsTest::names)
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()))
            .entrySet()
            .stream()
            .filter(entry -> entry.getValue() > 1)
            .map(Map.Entry::getKey)
            .toList();

    // Only specs ask for the types, by the name of the class.
    assertThat(twice).isSubsetOf("types");
  }

  private static Stream<String> names(Class<?> factories) {
    return Arrays.stream(factories.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(Method::getName)
        .distinct();
  }

  @Test
  void specsNameLossesAmongMetrics() {
    String metrics =
        """
        ["MeanSquaredError", {"type": "Huber", "delta": 2.0}, {"type": "Mean", "loss": "LogCosh"}]
        """;
    TrainingSpec spec =
        TrainingSpec.read(
            TrainingSpec.specs(),
            """
            {
              "inputShape": [1],
              "layers": [{"type": "Dense", "units": 1}],
              "optimizer": "SGD",
              "loss": "MeanSquaredError",
              "metrics": %s
            }
            """
                .formatted(metrics));

    assertThat(spec.metrics()).startsWith(meanSquaredError(), huber().delta(2));
    assertThat(spec.metrics()).extracting("name").endsWith("logCosh");
    assertThat(TrainingSpec.read(TrainingSpec.specs(), spec.write())).isEqualTo(spec);
  }
}
