package dev.lamina.model;

import dev.lamina.engine.Device;
import dev.lamina.engine.Inference;
import dev.lamina.io.FileException;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Layer;
import dev.lamina.persist.Safetensors;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.optimizer.Optimizer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A network with weights that it learned before, to be predicted with, trained on, or made into
 * another network:
 *
 * <pre>{@code
 * Model model = digits.pretrained().dropLast(1).trainable(false)
 *     .append(dense(26), softmax())
 *     .compile(adam(0.001f), sparseCategoricalCrossentropy());
 * }</pre>
 *
 * @param network the network
 * @param weights of its layers by name; those of some layers may be left out, and are drawn by
 *     their initializers then
 */
public record Pretrained(Functional network, Map<String, FloatArray> weights) {

  /**
   * @throws IllegalArgumentException if a weight is unknown or of another shape; names all such
   */
  public Pretrained {
    GivenWeights.of(network).checkSome(weights);
    weights = Map.copyOf(weights);
  }

  /**
   * Reads the weights of a network that {@link Model#saveWeights} wrote.
   *
   * @throws FileException if the file is missing, damaged, or holds the weights of another network;
   *     names all that do not fit
   */
  public static Pretrained read(Path file, Functional network) {
    Map<String, FloatArray> read = Safetensors.read(file).arrays();
    try {
      GivenWeights.of(network).checkAll(read);
      return new Pretrained(network, read);
    } catch (IllegalArgumentException e) {
      throw new FileException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * The first layers, as in {@link Sequential#take}, with their weights.
   *
   * @throws IllegalStateException if the network is a graph and no list
   */
  public Pretrained take(int count) {
    return as(list().take(count));
  }

  /**
   * All but the last layers, as in {@link Sequential#dropLast}, with their weights.
   *
   * @throws IllegalStateException as {@link #take}
   */
  public Pretrained dropLast(int count) {
    return as(list().dropLast(count));
  }

  /**
   * The same with new layers behind.
   *
   * @throws IllegalStateException as {@link #take}
   */
  public Pretrained append(Layer... layers) {
    return as(list().append(layers));
  }

  private Sequential list() {
    if (network instanceof Sequential sequential) {
      return sequential;
    }
    throw new IllegalStateException(
        "take, dropLast and append are for lists of layers, but this network is a graph; write change(network -> Functional.of(network.node(\"%s\").to(...)))."
            .formatted(network.outputs().names().get(0)));
  }

  /** The same with layers that learn on, or that stay as they are. */
  public Pretrained trainable(boolean trainable) {
    return as(network.trainable(trainable));
  }

  /**
   * Another network, with the weights of all layers that are of this one: cut at a node, or going
   * on from it.
   *
   * <pre>{@code
   * pretrained.trainable(false).change(
   *     network -> Functional.of(network.node("pool").to(dense(5), softmax())))
   * }</pre>
   */
  public Pretrained change(UnaryOperator<Functional> change) {
    return as(change.apply(network));
  }

  /** Predicts with these weights, on the automatically chosen device; holds native memory. */
  public Inference predictor() {
    return predictor(Device.AUTO);
  }

  /**
   * Predicts with these weights.
   *
   * @throws IllegalArgumentException if weights are missing; names them
   * @throws dev.lamina.engine.DeviceException if this machine has no such device
   */
  public Inference predictor(Device device) {
    GivenWeights.of(network).checkAll(weights);
    return Inference.of(network, weights, device.resolve());
  }

  private Pretrained as(Functional other) {
    Map<String, FloatArray> kept = new HashMap<>();
    network
        .graph()
        .weightsIn(other.graph())
        .forEach(
            (name, before) -> {
              FloatArray values = weights.get(before);
              if (values != null) {
                kept.put(name, values);
              }
            });
    return new Pretrained(other, kept);
  }

  /** A model that begins with these weights, on the automatically chosen device. */
  public Model compile(Optimizer optimizer, Loss loss, Metric... metrics) {
    return compile(Settings.of(optimizer, loss, metrics));
  }

  /**
   * A model that begins with these weights, with all settings.
   *
   * @throws dev.lamina.layer.ShapeException if the loss or a metric cannot take the network's
   *     output
   * @throws dev.lamina.engine.DeviceException if this machine has no such device
   */
  public Model compile(Settings settings) {
    return Model.of(this, settings);
  }

  /** The weights that the network begins with: these, and those that the seed draws. */
  Map<String, FloatArray> initialWeights(long seed) {
    Map<String, FloatArray> all = new LinkedHashMap<>(network.initialWeights(seed));
    weights.forEach((name, values) -> all.put(name, values.copy()));
    return all;
  }
}
