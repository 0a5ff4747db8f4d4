package dev.lamina.exchange;

import dev.lamina.layer.Layer;
import dev.lamina.layer.Reshaping.Permute;
import dev.lamina.layer.Shapes;
import dev.lamina.layer.Wrappers.TimeDistributed;
import dev.lamina.network.Network;
import dev.lamina.network.PlacedLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * Where PyTorch has the numbers between a network's layers. Images and sequences that convolutions
 * take have their channels first there, so that the numbers of a vector that is made of one, or
 * becomes one, stand in another order; the weights on both sides of such a vector follow it.
 */
final class PytorchOrders {
  private static final Pattern CHANNELS_FIRST =
      Pattern.compile(
          ".*Conv.*|.*Pooling.*|BatchNormalization|PReLU|UpSampling.*|ZeroPadding.*|Cropping.*|SpatialDropout.*");

  /** What looks at the last axis in PyTorch too, or says itself where the channels are. */
  private static final Pattern CHANNELS_LAST =
      Pattern.compile(
          "Dense|TimeDistributed|LayerNormalization|Permute|SimpleRNN|LSTM|GRU|Bidirectional");

  private static final Set<String> OF_SEQUENCES =
      Set.of("Conv1D", "MaxPooling1D", "AveragePooling1D");

  private static final Set<String> RESHAPING = Set.of("Flatten", "Reshape");

  private final Network network;
  private final Map<String, Value> values = new HashMap<>();

  /**
   * What an input or a layer gives.
   *
   * @param channelsFirst whether PyTorch has the last axis before those of pixels or steps
   * @param features of a vector
   */
  private record Value(Shape shape, boolean channelsFirst, FeatureOrder features) {

    /** Where PyTorch has each number, row-major. */
    int[] order() {
      return PytorchOrders.order(shape, channelsFirst);
    }
  }

  /** The order of a vector's numbers, found where it is made or where it is used. */
  private static final class FeatureOrder {
    private @Nullable FeatureOrder same;
    private int @Nullable [] order;
    private final boolean free;

    /**
     * @param order null if the layer that makes them can give any
     */
    FeatureOrder(int @Nullable [] order) {
      this.order = order;
      this.free = order == null;
    }

    FeatureOrder root() {
      return same == null ? this : same.root();
    }

    /** The order, which is the other one if there was none. */
    int[] given(int[] otherwise) {
      FeatureOrder root = root();
      int[] given = root.order == null ? otherwise : root.order;
      root.order = given;
      return given;
    }

    /** Takes an order, and returns whether it could. */
    boolean take(int[] wanted) {
      return Arrays.equals(given(wanted), wanted);
    }

    /** Makes both the same, and returns whether they could be. */
    boolean join(FeatureOrder other) {
      FeatureOrder one = root();
      FeatureOrder two = other.root();
      boolean equal = two.order == null || one.take(two.order);
      if (one != two) {
        two.same = one;
      }
      return equal;
    }
  }

  /**
   * Finds the orders of a network.
   *
   * @throws IllegalArgumentException if a vector is made in one order and becomes an image or a
   *     sequence of another; names the layer
   */
  PytorchOrders(Network network) {
    this.network = network;
    network
        .inputs()
        .list()
        .forEach(
            input ->
                values.put(input.name(), fixed(input.shape(), input.shape().numDimensions() == 3)));
    network.layers().forEach(layer -> values.put(layer.name(), output(layer)));
    for (PlacedLayer layer : network.layers()) {
      FeatureOrder features = value(layer.name()).features.root();
      if (network.outputs().names().contains(layer.name())
          && features.free
          && !features.take(order(layer.output(), false))) {
        throw unlike(layer);
      }
    }
  }

  /** The order of the vector of an input or a layer; null if it stands as in Lamina. */
  int @Nullable [] of(String name) {
    return value(name).features.root().order;
  }

  private Value value(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  private static Value fixed(Shape shape, boolean channelsFirst) {
    boolean vector = shape.numDimensions() == 1;
    return new Value(
        shape, channelsFirst, new FeatureOrder(vector ? order(shape, false) : new int[0]));
  }

  /** Channels come before pixels or steps; of sequences of images behind the steps. */
  private static int[] order(Shape shape, boolean channelsFirst) {
    int rank = shape.numDimensions();
    int size = Math.toIntExact(shape.size());
    if (!channelsFirst || rank < 2) {
      return IntStream.range(0, size).toArray();
    }
    int channels = (int) shape.get(rank - 1);
    int outer = rank > 3 ? (int) shape.take(rank - 3).size() : 1;
    int places = size / channels / outer;
    return IntStream.range(0, size)
        .map(
            i -> {
              int image = i / (places * channels);
              int place = i / channels % places;
              return (image * channels + i % channels) * places + place;
            })
        .toArray();
  }

  private Value output(PlacedLayer layer) {
    List<Value> inputs = layer.sources().stream().map(this::value).toList();
    Value in = inputs.get(0);
    Shape out = layer.output();
    String type = layer.layer().type();
    boolean fromVector = in.shape.numDimensions() < 2;
    if (out.numDimensions() > 1) {
      boolean channelsFirst = channelsFirst(layer, in);
      if (RESHAPING.contains(type) && !keeps(in, new Value(out, channelsFirst, in.features))) {
        throw unlike(layer);
      }
      return fixed(out, channelsFirst);
    }
    if (!fromVector) {
      return RESHAPING.contains(type)
          ? new Value(out, false, new FeatureOrder(in.order()))
          : fixed(out, false);
    }
    if (type.equals("Dense")) {
      return new Value(out, false, new FeatureOrder(null));
    }
    if (type.equals("Concatenate")) {
      return new Value(out, false, new FeatureOrder(joined(inputs)));
    }
    for (Value other : inputs) {
      if (other.shape.equals(in.shape) && !in.features.join(other.features)) {
        throw unlike(layer);
      }
    }
    return out.size() == in.shape.size() ? new Value(out, false, in.features) : fixed(out, false);
  }

  /** Whether numbers that are reshaped are those that PyTorch reshapes. */
  private static boolean keeps(Value in, Value out) {
    if (in.shape.numDimensions() < 2) {
      return in.features.take(out.order());
    }
    return Shapes.last(in.shape) == Shapes.last(out.shape)
        || Arrays.equals(in.order(), out.order());
  }

  private static int[] joined(List<Value> vectors) {
    List<Integer> all = new ArrayList<>();
    for (Value vector : vectors) {
      int offset = all.size();
      int[] order = vector.features.given(order(vector.shape, false));
      Arrays.stream(order).forEach(place -> all.add(offset + place));
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean channelsFirst(PlacedLayer layer, Value in) {
    int rank = layer.output().numDimensions();
    String type = layer.layer().type();
    if (OF_SEQUENCES.contains(type)) {
      return true;
    }
    if (type.equals("Permute")) {
      return permuted(layer, in, rank);
    }
    if (RESHAPING.contains(type)) {
      boolean sameChannels =
          in.shape.numDimensions() > 1 && Shapes.last(in.shape) == Shapes.last(layer.output());
      return next(layer, sameChannels ? in.channelsFirst : rank == 3);
    }
    return type.equals("TimeDistributed")
        ? timeDistributed(layer, ofStep(layer.layer()), in)
        : in.channelsFirst;
  }

  /** Where channels are if PyTorch permutes nothing, or, if they are nowhere, where they were. */
  private static boolean permuted(PlacedLayer layer, Value in, int rank) {
    if (!(layer.layer().trainable(true) instanceof Permute permute)) {
      return in.channelsFirst;
    }
    List<Integer> there =
        permute.dims().stream().map(axis -> in.channelsFirst ? axis % rank : axis - 1).toList();
    List<Integer> first = IntStream.range(0, rank).map(k -> (k + 1) % rank).boxed().toList();
    List<Integer> last = IntStream.range(0, rank).boxed().toList();
    return there.equals(first) || (in.channelsFirst && !there.equals(last));
  }

  /** A sequence of images has their channels behind the steps. */
  private static boolean timeDistributed(PlacedLayer layer, Layer inner, Value in) {
    int rank = layer.input().numDimensions();
    boolean image = CHANNELS_FIRST.matcher(inner.type()).matches() && rank == 4;
    boolean moved = in.channelsFirst && RESHAPING.contains(inner.type());
    if (moved && Shapes.last(in.shape) > 1 && rank > 3) {
      throw unlike(layer);
    }
    return image || in.channelsFirst;
  }

  /** What the layers behind one that reshapes say of where the channels are. */
  private boolean next(PlacedLayer reshape, boolean otherwise) {
    Set<String> reached = new HashSet<>(Set.of(reshape.name()));
    for (PlacedLayer layer : network.layers()) {
      if (layer.sources().stream().anyMatch(reached::contains)) {
        String type = ofStep(layer.layer()).type();
        if (CHANNELS_FIRST.matcher(type).matches()) {
          return true;
        }
        if (CHANNELS_LAST.matcher(layer.layer().type()).matches()) {
          return false;
        }
        if (!RESHAPING.contains(layer.layer().type())) {
          reached.add(layer.name());
        }
      }
    }
    return otherwise;
  }

  /** What a layer does to each step, or the layer itself. */
  private static Layer ofStep(Layer layer) {
    return layer.trainable(true) instanceof TimeDistributed steps ? steps.layer() : layer;
  }

  private static IllegalArgumentException unlike(PlacedLayer layer) {
    return new IllegalArgumentException(
        "Layer %s (%s) makes %s of %s, whose numbers stand in another order in PyTorch, where channels come first; write down what PyTorch does, by permute(3, 1, 2) where channels shall come first and permute(2, 3, 1) where they were."
            .formatted(
                layer.place(),
                layer.layer().type(),
                Shapes.text(layer.output()),
                Shapes.text(layer.input())));
  }
}
