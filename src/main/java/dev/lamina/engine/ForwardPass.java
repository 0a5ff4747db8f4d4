package dev.lamina.engine;

import dev.lamina.layer.Pass;
import dev.lamina.layer.Regularizer;
import dev.lamina.layer.Regularizers;
import dev.lamina.layer.Scan;
import dev.lamina.layer.Shapes;
import dev.lamina.layer.Weight;
import dev.lamina.network.Network;
import dev.lamina.network.PlacedLayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Builds a network's forward pass, layer by layer. */
final class ForwardPass {
  /** The number of the random generator that is the same on every device. */
  private static final int PHILOX = 1;

  private final Ops tf;
  private final GraphFunctions functions;
  private final Map<String, Operand<TFloat32>> weights;
  private final List<Operand<TInt64>> randomness;
  private final Function<PlacedLayer, Ops> scopes;
  private final Map<String, Operand<TFloat32>> updates = new LinkedHashMap<>();
  private final List<Operand<TFloat32>> penalties = new ArrayList<>();
  private final Map<Output<?>, Operand<TBool>> masks = new HashMap<>();
  private int scans;

  private ForwardPass(
      Ops tf,
      GraphFunctions functions,
      Map<String, Operand<TFloat32>> weights,
      List<Operand<TInt64>> randomness,
      Function<PlacedLayer, Ops> scopes) {
    this.tf = tf;
    this.functions = functions;
    this.weights = weights;
    this.randomness = randomness;
    this.scopes = scopes;
  }

  /**
   * The pass of a training step, whose random draws follow from the model's seed and the number of
   * the update.
   */
  static ForwardPass training(
      Ops tf,
      GraphFunctions functions,
      Map<String, Operand<TFloat32>> weights,
      Operand<TInt64> seed,
      Operand<TInt64> update) {
    return new ForwardPass(tf, functions, weights, List.of(seed, update), layer -> tf);
  }

  /** The pass of a prediction, in which nothing is random. */
  static ForwardPass inference(
      Ops tf, GraphFunctions functions, Map<String, Operand<TFloat32>> weights) {
    return inference(tf, functions, weights, layer -> tf);
  }

  /**
   * The pass of a prediction.
   *
   * @param scopes where each layer's ops go
   */
  static ForwardPass inference(
      Ops tf,
      GraphFunctions functions,
      Map<String, Operand<TFloat32>> weights,
      Function<PlacedLayer, Ops> scopes) {
    return new ForwardPass(tf, functions, weights, List.of(), scopes);
  }

  /**
   * What a forward pass gives.
   *
   * @param outputs of the network by name, {@code [batch, ...]} each
   * @param masks of outputs that have one by name, {@code [batch, steps]} each
   * @param updates the next values of weights that the layers change themselves, by name
   * @param penalties of weights and outputs, scalars to add to the loss
   */
  record Outcome(
      Map<String, Operand<TFloat32>> outputs,
      Map<String, Operand<TBool>> masks,
      Map<String, Operand<TFloat32>> updates,
      List<Operand<TFloat32>> penalties) {}

  /** Builds the pass of a batch {@code [batch, ...input]}. */
  Outcome of(Network network, Operand<TFloat32> batch) {
    return of(network, PartOps.split(tf, network.inputs(), batch));
  }

  /**
   * Builds the pass of a batch.
   *
   * @param inputs by name, {@code [batch, ...]} each
   */
  Outcome of(Network network, Map<String, Operand<TFloat32>> inputs) {
    Map<String, Operand<TFloat32>> values = new LinkedHashMap<>(inputs);
    for (PlacedLayer layer : network.layers()) {
      values.put(layer.name(), output(layer, named(values, layer.sources())));
    }
    network.declaredWeights().forEach(this::penalize);
    values.keySet().retainAll(network.outputs().names());
    return new Outcome(values, masks(values), updates, penalties);
  }

  private Map<String, Operand<TBool>> masks(Map<String, Operand<TFloat32>> outputs) {
    Map<String, Operand<TBool>> named = new HashMap<>();
    outputs.forEach(
        (name, output) ->
            Optional.ofNullable(masks.get(output.asOutput()))
                .ifPresent(mask -> named.put(name, mask)));
    return named;
  }

  private Operand<TFloat32> output(PlacedLayer layer, List<Operand<TFloat32>> inputs) {
    String part = text(layer);
    Operand<TFloat32> output =
        Building.of(part, () -> new LayerPass(layer).apply(layer.layer(), inputs));
    Building.check(
        part,
        output,
        Shapes.batch(inputs.get(0).shape().get(0), layer.output()),
        "its forward() and its outputShape() must say the same.");
    return output;
  }

  private static String text(PlacedLayer layer) {
    return "Layer %s (%s)".formatted(layer.place(), layer.layer().type());
  }

  private static List<Operand<TFloat32>> named(
      Map<String, Operand<TFloat32>> values, List<String> names) {
    return names.stream().map(name -> Objects.requireNonNull(values.get(name), name)).toList();
  }

  private void penalize(String name, Weight weight) {
    Regularizer regularizer = weight.rule().regularizer();
    if (weight.trained() && !regularizer.equals(Regularizers.none())) {
      penalties.add(penalty("The regularizer of " + name, regularizer, value(name)));
    }
  }

  private Operand<TFloat32> penalty(
      String part, Regularizer regularizer, Operand<TFloat32> values) {
    Operand<TFloat32> penalty = Building.of(part, () -> regularizer.penalty(tf, values));
    Building.check(part, penalty, Shape.scalar(), "a penalty is one number; take the sum.");
    return penalty;
  }

  private Operand<TFloat32> value(String weight) {
    return Objects.requireNonNull(weights.get(weight), weight);
  }

  /** How many examples a batch has, as a scalar: a constant if its shape says so. */
  static Operand<TFloat32> batchSize(Ops tf, Operand<TFloat32> batch) {
    long size = batch.shape().get(0);
    if (size >= 0) {
      return tf.constant((float) size);
    }
    Operand<TInt32> first = tf.gather(tf.shape(batch), tf.constant(0), tf.constant(0));
    return tf.dtypes.cast(first, TFloat32.class);
  }

  private final class LayerPass implements Pass {
    private final PlacedLayer layer;
    private final Ops tf;
    private int draws;

    LayerPass(PlacedLayer layer) {
      this.layer = layer;
      this.tf = scopes.apply(layer);
    }

    @Override
    public Ops tf() {
      return tf;
    }

    @Override
    public boolean training() {
      return !randomness.isEmpty();
    }

    @Override
    public Operand<TFloat32> weight(String name) {
      String weight = layer.nameOf(declared(name));
      // Of a shared layer, an earlier use may have changed it already.
      return updates.containsKey(weight) ? named(updates, List.of(weight)).get(0) : value(weight);
    }

    private Weight declared(String name) {
      return layer.weights().stream()
          .filter(declared -> declared.name().equals(name))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
    }

    @Override
    public void update(String name, Operand<TFloat32> value) {
      Weight weight = declared(name);
      if (weight.trained() || !training()) {
        throw new IllegalStateException(
            "%s updates its weight \"%s\", which only training does; declare it by Weight.state and ask for learning() first."
                .formatted(text(layer), name));
      }
      Building.check(
          "%s updates its weight \"%s\" and".formatted(text(layer), name),
          value,
          weight.shape(),
          "declare it in weights() with the shape that it gets.");
      updates.put(layer.nameOf(weight), value);
    }

    @Override
    public Optional<Operand<TBool>> mask(Operand<TFloat32> values) {
      return Optional.ofNullable(masks.get(values.asOutput()));
    }

    @Override
    public void mask(Operand<TFloat32> values, Operand<TBool> mask) {
      masks.put(values.asOutput(), mask);
    }

    @Override
    public void penalize(Regularizer regularizer, Operand<TFloat32> output) {
      if (!regularizer.equals(Regularizers.none())) {
        penalties.add(
            tf.math.div(
                penalty("The activity regularizer of " + text(layer), regularizer, output),
                batchSize(tf, output)));
      }
    }

    private String unknown(String name) {
      return "%s asks for a weight \"%s\" in forward(), but weights() declares %s; declare it there."
          .formatted(text(layer), name, layer.weights().stream().map(Weight::name).toList());
    }

    @Override
    public Operand<TFloat32> scan(Scan scan) {
      return ScanLoop.of(tf, scan, functions, scans++);
    }

    @Override
    public Operand<TFloat32> uniform(Operand<TInt32> shape) {
      if (!training()) {
        throw new IllegalStateException(
            text(layer) + " asks for randomness outside training; ask for training() first.");
      }
      long stream = ((long) layer.place() << 32) + draws++;
      Operand<TInt64> key = tf.math.add(randomness.get(0), tf.constant(stream));
      Operand<TInt64> counter = tf.stack(List.of(tf.constant(0L), randomness.get(1)));
      Operand<TInt32> bits =
          tf.random.statelessRandomUniformFullIntV2(
              shape,
              unsigned(tf.expandDims(key, tf.constant(0))),
              unsigned(counter),
              tf.constant(PHILOX),
              TInt32.class);
      // XLA and the plain graph make other floats of the same bits, so these are made here: 24
      // bits, as many as a float has.
      Operand<TInt32> mantissa = tf.bitwise.bitwiseAnd(bits, tf.constant(0xffffff));
      return tf.math.mul(tf.dtypes.cast(mantissa, TFloat32.class), tf.constant(0x1p-24f));
    }

    /** The same bits as unsigned numbers, a type that the Java API has no name for. */
    private Operand<?> unsigned(Operand<TInt64> bits) {
      Scope scope = tf.scope();
      return scope
          .env()
          .opBuilder("Bitcast", scope.makeOpName("Bitcast"), scope)
          .addInput(bits.asOutput())
          .setAttr("type", DataType.DT_UINT64)
          .build()
          .output(0);
    }
  }
}
