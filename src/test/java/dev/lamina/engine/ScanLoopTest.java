package dev.lamina.engine;

import static dev.lamina.layer.Layers.bidirectional;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.gru;
import static dev.lamina.layer.Layers.lstm;
import static dev.lamina.layer.Layers.masking;
import static dev.lamina.layer.Layers.simpleRNN;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Pass;
import dev.lamina.layer.RecurrentLayer;
import dev.lamina.layer.Scan;
import dev.lamina.layer.Weight;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class ScanLoopTest {
  private static final int STEPS = 17;
  private static final Shape SEQUENCE = Shape.of(STEPS, 2);

  static Stream<Layer> layers() {
    return Stream.of(
        lstm(3),
        lstm(3).returnSequences(true).dropout(0.3).recurrentDropout(0.3),
        gru(3).returnSequences(true).goBackwards(true).recurrentDropout(0.3),
        gru(3).resetAfter(false).useBias(false),
        bidirectional(gru(2).returnSequences(true)),
        new Leaky(3, RecurrentLayer.Recurrence.DEFAULT));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void predictsAndLearnsAsIfTheStepsWereLaidOut(Layer layer) {
    isAsLaidOut(layer, Jit.OFF, 3);
  }

  @Test
  void learnsFromASmallerLastBatch() {
    isAsLaidOut(simpleRNN(3).goBackwards(true), Jit.OFF, 4);
  }

  @Test
  void predictsAndLearnsUnderXlaAsIfTheStepsWereLaidOut() {
    isAsLaidOut(simpleRNN(3).returnSequences(true), Jit.ON, 3);
  }

  private static void isAsLaidOut(Layer layer, Jit jit, int batch) {
    Dataset data = data();
    try (Model loop = model(layer, jit);
        Model laidOut = model(new LaidOut(layer), Jit.OFF)) {
      laidOut.setWeights("read", loop.weights("read"));
      laidOut.setWeights("head", loop.weights("head"));
      near(loop.predict(data), laidOut.predict(data));
      Map<String, FloatArray> before = loop.weights();
      for (int i = 0; i < 2; i++) {
        loop.fit(data.batch(batch), 1);
        laidOut.fit(data.batch(batch), 1);
      }
      Map<String, FloatArray> wanted = laidOut.weights();
      loop.weights()
          .forEach(
              (name, learned) -> {
                assertThat(learned.values()).isNotEqualTo(of(before, name));
                assertThat(learned.values())
                    .as(name)
                    .containsExactly(of(wanted, name), within(1e-5f));
              });
      assertThat(loop.evaluate(data).loss()).isCloseTo(laidOut.evaluate(data).loss(), within(1e-5));
    }
  }

  private static float[] of(Map<String, FloatArray> weights, String name) {
    return Objects.requireNonNull(weights.get(name)).values();
  }

  private static void near(float[][] got, float[][] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      assertThat(got[i]).containsExactly(wanted[i], within(1e-5f));
    }
  }

  private static Model model(Layer layer, Jit jit) {
    return Sequential.of(SEQUENCE, masking(0), layer.name("read"), flatten(), dense(1).name("head"))
        .compile(Settings.of(sgd(0.05f), meanSquaredError()).jit(jit));
  }

  /** Six sequences, so that the last batch is a smaller one; some steps do not count. */
  private static Dataset data() {
    Random random = new Random(3);
    float[][] x = new float[6][STEPS * 2];
    float[][] y = new float[6][1];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        x[i][j] = j / 2 % (i + 3) == 2 ? 0 : (float) random.nextGaussian();
      }
      y[i][0] = random.nextFloat();
    }
    return Dataset.of(x, y).reshape(SEQUENCE);
  }

  @Test
  void isAGraphOfTheSameSizeForAnyNumberOfSteps() {
    int few = NetworkGraph.of(Sequential.of(Shape.of(100, 2), lstm(3))).getNodeCount();
    int many = NetworkGraph.of(Sequential.of(Shape.of(5_000, 2), lstm(3))).getNodeCount();

    assertThat(many).isEqualTo(few).isLessThan(100);
  }

  @Test
  void learnsFromThousandsOfSteps() {
    float[][] x = new float[4][2_000];
    x[1][0] = 1;
    x[3][0] = 1;
    Dataset data = Dataset.of(x, new float[][] {{0}, {1}, {0}, {1}}).reshape(Shape.of(2_000, 1));
    try (Model model =
        Sequential.of(Shape.of(2_000, 1), gru(2), dense(1))
            .compile(sgd(0.1f), meanSquaredError())) {
      double first = model.fit(data.batch(4), 1).epochs().get(0).loss();
      assertThat(model.fit(data.batch(4), 5).epochs().get(4).loss()).isLessThan(first);
    }
  }

  @Test
  void saysWhatAStepOfALoopCannotDo() {
    assertThatThrownBy(() -> NetworkGraph.of(Sequential.of(SEQUENCE, new Noisy(1))))
        .hasMessage(
            "A step of a long sequence runs in a loop, which knows tf() and weight() alone, but it calls uniform(); do that once in forward().");
  }

  /** The layer with its steps laid out in the graph. */
  record LaidOut(Layer layer) implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return layer.outputShape(input);
    }

    @Override
    public List<Weight> weights(Shape input) {
      return layer.weights(input);
    }

    @Override
    public boolean prefersPlainGraph() {
      return true;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return layer.forward(laidOut(pass), input);
    }

    private static Pass laidOut(Pass pass) {
      return (Pass)
          Proxy.newProxyInstance(
              Pass.class.getClassLoader(),
              new Class<?>[] {Pass.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("scan")) {
                  return ((Scan) arguments[0]).laidOut();
                }
                try {
                  Object result = method.invoke(pass, arguments);
                  return result instanceof Pass inner ? laidOut(inner) : result;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  /** A cell of a user's own, with a weight of its own. */
  record Leaky(int units, Recurrence settings) implements RecurrentLayer<Leaky> {
    @Override
    public Leaky settings(Recurrence settings) {
      return new Leaky(units, settings);
    }

    @Override
    public int gates() {
      return 1;
    }

    @Override
    public List<Weight> weights(Shape input) {
      List<Weight> weights = RecurrentLayer.super.weights(input);
      weights.add(Weight.of("leak", Shape.of(units), settings.bias()));
      return weights;
    }

    @Override
    public Cell cell(Pass pass) {
      Ops tf = pass.tf();
      Operand<TFloat32> leak = tf.math.sigmoid(pass.weight("leak"));
      Operand<TFloat32> recurrent = pass.weight("recurrentKernel");
      return (input, state) ->
          List.of(
              tf.math.tanh(
                  tf.math.add(
                      tf.math.mul(leak, state.get(0)),
                      tf.math.add(input, tf.linalg.matMul(state.get(0), recurrent)))));
    }
  }

  /** A cell that draws random numbers. */
  record Noisy(int units, Recurrence settings) implements RecurrentLayer<Noisy> {
    Noisy(int units) {
      this(units, Recurrence.DEFAULT);
    }

    @Override
    public Noisy settings(Recurrence settings) {
      return new Noisy(units, settings);
    }

    @Override
    public int gates() {
      return 1;
    }

    @Override
    public Cell cell(Pass pass) {
      Operand<TFloat32> noise = pass.uniform(pass.tf().constant(new int[] {1}));
      return (input, state) -> List.of(pass.tf().math.add(input, noise));
    }
  }
}
