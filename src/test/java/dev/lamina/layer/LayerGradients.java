package dev.lamina.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.golden.PlainGraph;
import dev.lamina.golden.PlainPass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Compares TensorFlow's gradients of a layer with differences of its outputs, along random
 * directions of its input and of each weight.
 */
final class LayerGradients {
  private static final int BATCH = 2;
  private static final int DIRECTIONS = 3;

  /** A power of two, so that little is lost when it is added. */
  private static final float STEP = 0x1p-7f;

  private final Random random = new Random(5);
  private final Layer layer;
  private final Value input;
  private final List<Value> weights = new ArrayList<>();
  private final float[] projection;

  private LayerGradients(Layer layer, Shape example) {
    this.layer = layer;
    input = value("input", example.prepend(BATCH));
    layer.weights(example).forEach(weight -> weights.add(value(weight.name(), weight.shape())));
    projection = signs(BATCH * layer.outputShape(example).size());
  }

  /** Fails if a gradient is another than the differences say. */
  static void check(Layer layer, Shape example) {
    LayerGradients gradients = new LayerGradients(layer, example);
    gradients.check(gradients.input);
    gradients.weights.forEach(gradients::check);
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Value(String name, Shape shape, float[] data) {

    Value moved(float[] direction, float step) {
      float[] moved = data.clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] += step * direction[i];
      }
      return new Value(name, shape, moved);
    }

    Operand<TFloat32> constant(Ops tf) {
      return PlainGraph.constant(tf, shape, data);
    }
  }

  /** Numbers in random order that no step makes equal to each other or to zero. */
  private Value value(String name, Shape shape) {
    List<Float> numbers = new ArrayList<>();
    for (int i = 0; i < shape.size(); i++) {
      numbers.add((i - shape.size() / 2 + 0.5f) * 5 * STEP);
    }
    Collections.shuffle(numbers, random);
    float[] shuffled = new float[numbers.size()];
    for (int i = 0; i < shuffled.length; i++) {
      shuffled[i] = numbers.get(i);
    }
    return new Value(name, shape, shuffled);
  }

  /** One and minus one at random. */
  private float[] signs(long size) {
    float[] signs = new float[(int) size];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = random.nextBoolean() ? 1 : -1;
    }
    return signs;
  }

  private void check(Value value) {
    List<float[]> directions = new ArrayList<>();
    for (int i = 0; i < DIRECTIONS; i++) {
      directions.add(signs(value.shape().size()));
    }
    List<float[]> got = PlainGraph.run(tf -> gradientAndOutputs(tf, value, directions));
    for (int i = 0; i < DIRECTIONS; i++) {
      double want = 0;
      double size = 0;
      for (int o = 0; o < projection.length; o++) {
        double slope = (got.get(2 * i + 1)[o] - got.get(2 * i + 2)[o]) / (2 * STEP);
        want += projection[o] * slope;
        size += Math.abs(slope);
      }
      assertThat(product(got.get(0), directions.get(i)))
          .as("gradient of %s by %s", layer, value.name())
          .isCloseTo(want, within(1e-3 * (1 + size)));
    }
  }

  private static double product(float[] gradient, float[] direction) {
    double sum = 0;
    for (int i = 0; i < gradient.length; i++) {
      sum += gradient[i] * direction[i];
    }
    return sum;
  }

  /** The gradient, then the output one step forth and one step back along each direction. */
  private List<Operand<TFloat32>> gradientAndOutputs(
      Ops tf, Value value, List<float[]> directions) {
    Operand<TFloat32> at = value.constant(tf);
    Operand<TFloat32> flat = tf.reshape(output(tf, value, at), tf.constant(new int[] {-1}));
    Operand<TFloat32> sum =
        tf.reduceSum(tf.math.mul(flat, tf.constant(projection)), tf.constant(0));
    List<Operand<TFloat32>> all = new ArrayList<>(PlainGraph.gradients(tf, sum, List.of(at)));
    for (float[] direction : directions) {
      all.add(output(tf, value, value.moved(direction, STEP).constant(tf)));
      all.add(output(tf, value, value.moved(direction, -STEP).constant(tf)));
    }
    return all;
  }

  /** The output with something else in the place of one value. */
  private Operand<TFloat32> output(Ops tf, Value replaced, Operand<TFloat32> other) {
    Map<String, Operand<TFloat32>> given = new LinkedHashMap<>();
    for (Value weight : weights) {
      given.put(weight.name(), weight.name().equals(replaced.name()) ? other : weight.constant(tf));
    }
    Operand<TFloat32> x = input.name().equals(replaced.name()) ? other : input.constant(tf);
    return layer.forward(new PlainPass(tf, false, given, 1), x);
  }
}
