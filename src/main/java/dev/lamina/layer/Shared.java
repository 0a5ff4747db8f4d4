package dev.lamina.layer;

import java.util.function.UnaryOperator;

/**
 * A layer that has the same weights wherever it stands in a network. Made by {@link Layers#shared};
 * it is this object that is the same, while layers that are equal have weights of their own.
 */
public final class Shared implements Wrapping {
  private final Layer layer;
  private final Object weights;

  /**
   * A layer with the weights of others.
   *
   * @param weights the same object for all layers with the same weights
   */
  public Shared(Layer layer, Object weights) {
    this.layer = layer;
    this.weights = weights;
  }

  /** The layer without its being shared. */
  @Override
  public Layer layer() {
    return layer;
  }

  /** What is the same object for all that have the same weights. */
  public Object weights() {
    return weights;
  }

  /**
   * The same weights in another layer, such as one that behaves otherwise in training.
   *
   * @param change makes a layer with the same weights
   */
  public Shared with(UnaryOperator<Layer> change) {
    return new Shared(change.apply(layer), weights);
  }

  @Override
  public Shared trainable(boolean trainable) {
    return with(inner -> inner.trainable(trainable));
  }

  @Override
  public String type() {
    return layer.type();
  }

  @Override
  public String toString() {
    return layer.toString();
  }
}
