package dev.lamina.golden;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.golden.Golden.Array;
import dev.lamina.golden.Golden.Case;
import dev.lamina.layer.Layers;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import dev.lamina.train.loss.Losses;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Learning rates after many numbers of updates. */
class GoldenSchedulesTest {

  static Stream<Case> cases() {
    return Golden.cases("schedules.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheRatesOfKeras(Case golden) {
    Schedule schedule = golden.read(Schedule.class, "schedule");
    float[] steps = Array.floats(golden.get("steps"));
    float[] got = new float[steps.length];

    List<float[]> rates =
        PlainGraph.run(
            tf -> {
              List<Operand<TFloat32>> all = new ArrayList<>();
              for (float step : steps) {
                all.add(schedule.rate(tf, tf.constant(step)));
              }
              return all;
            });

    for (int i = 0; i < got.length; i++) {
      got[i] = rates.get(i)[0];
    }
    Near.VALUE.check("rate", got, Array.floats(golden.get("values")));
  }

  static Stream<Arguments> trainings() {
    return cases().flatMap(each -> Stream.of(Jit.ON, Jit.OFF).map(jit -> Arguments.of(each, jit)));
  }

  /** The weight becomes the rate, and the next loss its square. */
  @ParameterizedTest
  @MethodSource("trainings")
  void givesTheRatesOfKerasInATraining(Case golden, Jit jit) {
    Optimizer showing = new Showing(golden.read(Schedule.class, "schedule"));
    Settings settings = Settings.of(showing, Losses.meanSquaredError()).jit(jit);
    float[] steps = Array.floats(golden.get("steps"));
    float[] got = new float[steps.length];
    Dataset one = Dataset.of(new float[][] {{1}}, new float[] {0});

    try (Model model =
        Sequential.of(Shape.of(1), Layers.dense(1).useBias(false)).compile(settings)) {
      float[] losses = model.fit(one.batch(1), Fit.epochs(302)).losses();
      for (int i = 0; i < got.length; i++) {
        got[i] = (float) Math.sqrt(losses[(int) steps[i] + 1]);
      }
    }

    Near.VALUE.check("rate", got, Array.floats(golden.get("values")));
  }

  private record Showing(Schedule learningRate) implements Optimizer {
    @Override
    public Update update(Ops tf, Clock clock, Parameter p) {
      return new Update(tf.math.mul(tf.onesLike(p.weight()), clock.learningRate()), p.slots());
    }
  }
}
