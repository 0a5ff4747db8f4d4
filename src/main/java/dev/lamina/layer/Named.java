package dev.lamina.layer;

/**
 * A layer that a network calls by a name of its own. Made by {@link Layer#name}; it goes when the
 * layer takes its place in a network.
 */
public final class Named implements Wrapping {
  private final Layer layer;
  private final String name;

  Named(Layer layer, String name) {
    this.layer = layer;
    this.name = name;
  }

  /** The layer without its name. */
  @Override
  public Layer layer() {
    return layer;
  }

  /** The name, as a node takes it. */
  public String name() {
    return name;
  }

  @Override
  public Named name(String other) {
    return new Named(layer, other);
  }

  @Override
  public Named trainable(boolean trainable) {
    return new Named(layer.trainable(trainable), name);
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
