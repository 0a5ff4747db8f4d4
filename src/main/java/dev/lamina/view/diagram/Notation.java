package dev.lamina.view.diagram;

import dev.lamina.spec.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How a network is drawn. The lecture comes from one node to networks by leaving out more and more;
 * each notation up to {@link #SPLIT} draws a network of a single node and leaves out what the one
 * before it did, and something more.
 */
public enum Notation {
  /** Every observation with its own inputs, weights and constant 1: x₁₁, x₁₂ … to ŷ₁, and so on. */
  OBSERVATIONS,
  /** One observation for all: xᵢ to ŷᵢ. */
  OBSERVATION,
  /** x and ŷ without the index of the observation. */
  VARIABLES,
  /** The bias implied: the constant 1 is not drawn. */
  IMPLIED_BIAS,
  /** ŵ instead of ŵ₁, where it is the only weight. */
  SHORT_WEIGHTS,
  /** The linear transform u and the activation v as separate marks. */
  SPLIT,
  /** A network of any size as its transforms: X → u⁽¹⁾ → v⁽¹⁾ → …, with their names and shapes. */
  TRANSFORMS,
  /**
   * A network of any size with a circle for each feature of each value: x → u₁⁽¹⁾, u₂⁽¹⁾ → v₁⁽¹⁾,
   * v₂⁽¹⁾ → … Arrows from u to v carry the activation's name. Where that looks at all features
   * together, as softmax does, all have edges. What is not a vector is a volume.
   */
  FEATURES,
  /** As {@link #FEATURES}, each layer, its linear and its nonlinear transform, in a box. */
  LAYERS,
  /**
   * A network of any size as nodes: a linear transform and its activation are one. What is not a
   * vector is a volume: images are stacks of their channels.
   */
  NODES,
  /**
   * A network of any size and kind, branches and shared layers included, with a box for each layer
   * below all that it takes.
   */
  GRAPH;

  /** Whether only networks of a single node can be drawn so. */
  public boolean ofOneNode() {
    return compareTo(SPLIT) <= 0;
  }

  /** The name in commands: {@code implied-bias}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The names of all notations in commands. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Notation::label).toList();
  }

  /**
   * The notation of a name.
   *
   * @throws IllegalArgumentException if there is none; names the nearest and all there are
   */
  public static Notation of(String label) {
    return Arrays.stream(values())
        .filter(notation -> notation.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no notation \"%s\"; did you mean %s? There are %s."
                        .formatted(
                            label, Nearest.of(label, labels()), String.join(", ", labels()))));
  }
}
