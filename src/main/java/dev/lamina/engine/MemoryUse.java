package dev.lamina.engine;

/**
 * How many bytes of native memory a model holds, by what they are for. Not counted are what a run
 * needs for itself, such as gradients, the layers' outputs and the batch that is predicted, and
 * compiled code.
 *
 * @param weights of the network's weights: one copy from the first training on, and another one
 *     from the first prediction or evaluation on
 * @param slots of what the optimizer remembers of them
 * @param examples of the examples that were last trained on, if they fit at once
 */
public record MemoryUse(long weights, long slots, long examples) {

  /** These bytes and those that something else holds. */
  public MemoryUse plus(MemoryUse other) {
    return new MemoryUse(weights + other.weights, slots + other.slots, examples + other.examples);
  }

  /** All of them. */
  public long total() {
    return weights + slots + examples;
  }
}
