package dev.lamina.layer;

import dev.lamina.spec.Specs;
import dev.lamina.spec.Type;
import dev.lamina.spec.Types;
import dev.lamina.spec.Types.Common;
import java.util.Set;

/**
 * The built-in layers, initializers, regularizers and constraints, as specs name them: those whose
 * records declare a {@link Type}.
 */
public final class LayerTypes {
  /** Functions whose layers have options, so types of their own. */
  private static final Set<ActivationFunction> OF_THEIR_OWN =
      Set.of(ActivationFunction.SOFTMAX, ActivationFunction.LEAKY_RELU);

  private LayerTypes() {}

  /** What reads and writes layers, initializers, regularizers and constraints. */
  public static Specs specs() {
    return Specs.of(
        layers(),
        Types.declaredIn(
            "initializer", Initializer.class, Initializers.class, MatrixInitializers.class),
        Types.declaredIn("regularizer", Regularizer.class, Regularizers.class),
        Types.declaredIn("constraint", Constraint.class, Constraints.class));
  }

  private static Types<Layer> layers() {
    Types<Layer> layers =
        Types.declaredIn(
            "layer",
            Layer.class,
            Activations.class,
            ActivityRegularization.class,
            Augmentation.class,
            Blocks.class,
            Convolutions.class,
            Dense.class,
            DepthwiseConvolutions.class,
            Dot.class,
            Embedding.class,
            LayerScale.class,
            Masking.class,
            Merging.class,
            MultiHeadAttention.class,
            Noise.class,
            FeatureRescaling.class,
            GroupNormalization.class,
            NormalizationLayer.class,
            Parallel.class,
            Pooling.class,
            PositionEmbedding.class,
            Preprocessing.class,
            RecurrentLayers.class,
            Reshaping.class,
            Resizing.class,
            SequenceConvolutions.class,
            Sequences.class,
            Wrappers.class);
    for (ActivationFunction function : ActivationFunction.values()) {
      layers = layers.with(Type.named(function.label(), Layers.activation(function)));
      if (!OF_THEIR_OWN.contains(function)) {
        layers = layers.with(Type.named(function.layerName(), Layers.activation(function)));
      }
    }
    for (Merging.Elementwise merging : Merging.Elementwise.values()) {
      layers = layers.with(Type.named(merging.type(), merging));
    }
    return layers.with(
        new Common<>(
            new Training(true),
            layer -> new Training(!(layer instanceof Wrappers.Frozen)),
            (layer, training) -> layer.trainable(training.trainable())));
  }

  /** What the training does with a layer of any type. */
  private record Training(boolean trainable) {}
}
