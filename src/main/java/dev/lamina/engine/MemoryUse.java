package dev.lamina.engine;

/**
 * How many bytes of native memory a model holds for training, by what they are for. Not counted are
 * what a run needs for itself, such as gradients and the layers' outputs, and compiled code.
 *
 * @param weights of the network's weights
 * @param slots of what the optimizer remembers of them
 * @param examples of the examples that were last trained on, if they fit at once
 */
public record MemoryUse(long weights, long slots, long examples) {

  /** All of them. */
  public long total() {
    return weights + slots + examples;
  }
}
