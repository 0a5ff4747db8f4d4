package dev.lamina.exchange;

import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LinearLayer;
import dev.lamina.layer.Weight;
import dev.lamina.layer.Wrappers.TimeDistributed;
import dev.lamina.network.Network;
import dev.lamina.network.PlacedLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * What PyTorch has for a weight.
 *
 * @param module the number of its module among those with weights, from 0
 * @param suffix its name in the module, such as {@code running_mean}
 * @param weight the weight's name in Lamina's network
 * @param layout how its numbers lie
 */
record PytorchTensor(int module, String suffix, String weight, Layout layout) {
  private static final Map<String, String> SUFFIXES =
      Map.of(
          "kernel", "weight",
          "bias", "bias",
          "depthwiseKernel", "weight",
          "pointwiseKernel", "weight",
          "gamma", "weight",
          "beta", "bias",
          "movingMean", "running_mean",
          "movingVariance", "running_var",
          "embeddings", "weight",
          "alpha", "weight");

  private static final String SEPARABLE = "SeparableConv2D";

  /**
   * The tensors of a network, in the order of its weights.
   *
   * @throws IllegalArgumentException if the network has layers whose weights lie in a way that is
   *     not known, or reshapes vectors in another way than PyTorch; names the layer
   */
  static List<PytorchTensor> of(Network network) {
    List<PytorchTensor> tensors = new ArrayList<>();
    int modules = 0;
    PytorchOrders orders = new PytorchOrders(network);
    for (PlacedLayer placed : network.layers()) {
      boolean separable = placed.layer().type().equals(SEPARABLE);
      for (Weight weight : placed.weights()) {
        boolean second = separable && !weight.name().equals("depthwiseKernel");
        tensors.add(
            new PytorchTensor(
                modules + (second ? 1 : 0),
                SUFFIXES.getOrDefault(weight.name(), weight.name()),
                placed.nameOf(weight),
                layout(placed, weight, orders)));
      }
      modules += moduleCount(placed);
    }
    return tensors;
  }

  private static int moduleCount(PlacedLayer placed) {
    if (placed.weights().isEmpty()) {
      return 0;
    }
    return placed.layer().type().equals(SEPARABLE) ? 2 : 1;
  }

  private static Layout layout(PlacedLayer placed, Weight weight, PytorchOrders orders) {
    Layer layer = inner(placed.layer());
    Shape shape = weight.shape();
    boolean vector = placed.output().numDimensions() == 1;
    int @Nullable [] features = vector ? orders.of(placed.name()) : null;
    return switch (layer.type() + " " + weight.name()) {
      case "Dense kernel" ->
          dense(shape, vector ? orders.of(placed.sources().get(0)) : null, features);
      case "Dense bias" -> features == null ? Layout.same(shape) : new Layout(shape, features);
      case "Conv1D kernel" -> Layout.transposed(axes(shape, 2, 1, 0), 2, 1, 0);
      case "Conv2D kernel", "Conv2DTranspose kernel", "SeparableConv2D pointwiseKernel" ->
          Layout.transposed(axes(shape, 3, 2, 0, 1), 2, 3, 1, 0);
      case "DepthwiseConv2D kernel", "SeparableConv2D depthwiseKernel" ->
          Layout.transposed(axes(shape, 2, 3, 0, 1), 2, 3, 0, 1)
              .reshaped(Shape.of(shape.get(2) * shape.get(3), 1, shape.get(0), shape.get(1)));
      case "BatchNormalization gamma",
          "BatchNormalization beta",
          "BatchNormalization movingMean",
          "BatchNormalization movingVariance",
          "LayerNormalization gamma",
          "LayerNormalization beta" ->
          features == null ? Layout.same(shape) : new Layout(shape, features);
      case "PReLU alpha" -> alpha(placed, shape, features);
      case "Embedding embeddings" -> Layout.same(shape);
      default -> {
        if (weight.name().equals("bias") && layer instanceof LinearLayer<?>) {
          yield Layout.same(shape);
        }
        throw new IllegalArgumentException(
            "Layer %s (%s): how PyTorch holds its weights is not known here; set them by Model.setWeights."
                .formatted(placed.place(), layer.type()));
      }
    };
  }

  private static Layer inner(Layer layer) {
    return layer.trainable(true) instanceof TimeDistributed steps
        ? steps.layer().trainable(true)
        : layer.trainable(true);
  }

  /** The order of the features that it takes, and of those that it gives. */
  private static Layout dense(Shape shape, int @Nullable [] into, int @Nullable [] outOf) {
    int in = (int) shape.get(0);
    int out = (int) shape.get(1);
    int[] order = new int[in * out];
    for (int i = 0; i < order.length; i++) {
      int row = into == null ? i / out : into[i / out];
      int column = outOf == null ? i % out : outOf[i % out];
      order[i] = column * in + row;
    }
    return new Layout(Shape.of(out, in), order);
  }

  /** PyTorch has one alpha, or one for each channel. */
  private static Layout alpha(PlacedLayer placed, Shape shape, int @Nullable [] features) {
    long channels = shape.get(shape.numDimensions() - 1);
    if (shape.size() != channels) {
      throw new IllegalArgumentException(
          "Layer %s (PReLU): PyTorch has one alpha for each channel; share the other axes."
              .formatted(placed.place()));
    }
    Shape vector = Shape.of(channels);
    return features == null ? Layout.same(vector) : new Layout(vector, features);
  }

  private static Shape axes(Shape shape, int... axes) {
    Shape ordered = Shape.of();
    for (int axis : axes) {
      ordered = ordered.append(shape.get(axis));
    }
    return ordered;
  }

  /** Where the modules with weights are in the {@code nn.Sequential} of a network, from 0. */
  static List<Integer> places(Network network) {
    List<Integer> places = new ArrayList<>();
    int next = 0;
    for (PlacedLayer placed : network.layers()) {
      int count = Math.max(1, moduleCount(placed));
      for (int i = 0; i < count; i++) {
        if (!placed.weights().isEmpty()) {
          places.add(next + i);
        }
      }
      next += count + (isActivated(placed.layer()) ? 1 : 0);
    }
    return places;
  }

  private static boolean isActivated(Layer layer) {
    return inner(layer) instanceof LinearLayer<?> linear
        && linear.settings().activation() != ActivationFunction.LINEAR;
  }

  /**
   * How the numbers of a weight lie in another library.
   *
   * @param shape there
   * @param order for each of Lamina's numbers, row-major, its place there
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Layout(Shape shape, int[] order) {

    /** As in Lamina, be it in another shape. */
    static Layout same(Shape shape) {
      return new Layout(shape, IntStream.range(0, (int) shape.size()).toArray());
    }

    /**
     * With its axes in another order.
     *
     * @param shape there
     * @param axes for each of Lamina's axes the one there
     */
    static Layout transposed(Shape shape, int... axes) {
      int[] order = {0};
      for (int axis : axes) {
        int stride = (int) shape.takeLast(shape.numDimensions() - axis - 1).size();
        int size = (int) shape.get(axis);
        order =
            Arrays.stream(order)
                .flatMap(place -> IntStream.range(0, size).map(i -> place + i * stride))
                .toArray();
      }
      return new Layout(shape, order);
    }

    /** The same places in another shape. */
    Layout reshaped(Shape other) {
      return new Layout(other, order);
    }

    /**
     * Lamina's numbers of those that lie there.
     *
     * @param own their shape in Lamina
     */
    FloatArray read(FloatArray there, Shape own) {
      float[] values = new float[order.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = there.values()[order[i]];
      }
      return new FloatArray(own, values);
    }

    /** Those that lie there of Lamina's numbers. */
    FloatArray write(FloatArray own) {
      float[] there = new float[order.length];
      for (int i = 0; i < there.length; i++) {
        there[order[i]] = own.values()[i];
      }
      return new FloatArray(shape, there);
    }
  }
}
