package dev.lamina.layer;

import dev.lamina.layer.Initializers.VarianceScaling;
import dev.lamina.layer.Initializers.VarianceScaling.Distribution;
import dev.lamina.layer.Initializers.VarianceScaling.Mode;
import dev.lamina.spec.Specs;
import dev.lamina.spec.Type;
import dev.lamina.spec.Types;
import dev.lamina.spec.Types.Common;

/** The built-in layers, initializers, regularizers and constraints, as specs name them. */
public final class LayerTypes {
  private static final Types<Layer> LAYERS =
      Types.of(
              "layer",
              Layer.class,
              Type.of(Layers.dense(1), "units"),
              Type.of(Layers.relu(), "activation"),
              Type.of(Layers.dropout(0), "rate"),
              Type.of(Layers.flatten()),
              Type.of(Layers.softmax(-1)),
              Type.of(Layers.leakyReLU()),
              Type.of(Layers.pReLU()),
              Type.of(Layers.conv1D(1, 1), "filters", "kernelSize"),
              Type.of(Layers.conv2D(1, 1), "filters", "kernelSize"),
              Type.of(Layers.depthwiseConv2D(1), "kernelSize"),
              Type.of(Layers.separableConv2D(1, 1), "filters", "kernelSize"),
              Type.of(Layers.conv2DTranspose(1, 1), "filters", "kernelSize"),
              Type.of(Layers.maxPooling1D(2)),
              Type.of(Layers.maxPooling2D(2)),
              Type.of(Layers.globalMaxPooling2D()),
              Type.of(Layers.averagePooling1D(2)),
              Type.of(Layers.averagePooling2D(2)),
              Type.of(Layers.globalAveragePooling2D()),
              Type.of(Layers.zeroPadding2D(1)),
              Type.of(Layers.cropping2D(0)),
              Type.of(Layers.upSampling2D(2)),
              Type.of(Layers.reshape(-1), "targetShape"),
              Type.of(Layers.permute(1), "dims"),
              Type.of(Layers.repeatVector(1), "n"),
              Type.of(Layers.rescaling(1), "scale"),
              Type.of(Layers.batchNormalization()),
              Type.of(Layers.layerNormalization()),
              Type.of(Layers.normalization(0, 1), "mean", "variance"),
              Type.of(Layers.spatialDropout2D(0), "rate"),
              Type.of(Layers.gaussianNoise(0), "stddev"),
              Type.of(Layers.embedding(1, 1), "inputDim", "outputDim"),
              Type.of(Layers.simpleRNN(1), "units"),
              Type.of(Layers.lstm(1), "units"),
              Type.of(Layers.gru(1), "units"),
              Type.of(Layers.bidirectional(Layers.lstm(1)), "layer"),
              Type.of(Layers.timeDistributed(Layers.flatten()), "layer"),
              Type.of(Layers.sequence(Layers.flatten()), "layers"),
              Type.of(Layers.residual(Layers.flatten()), "layers"),
              Type.of(Layers.parallel(Layers.flatten()), "branches"),
              Type.of(Layers.randomFlip()),
              Type.of(Layers.randomTranslation(0, 0), "heightFactor", "widthFactor"),
              Type.of(Layers.randomRotation(0), "factor"))
          .with(
              new Common<>(
                  new Training(true),
                  layer -> new Training(!(layer instanceof Wrappers.Frozen)),
                  (layer, training) -> layer.trainable(training.trainable())));

  private static final Types<Initializer> INITIALIZERS =
      Types.of(
          "initializer",
          Initializer.class,
          Type.named("Zeros", Initializers.zeros()),
          Type.named("Ones", Initializers.ones()),
          Type.named("GlorotUniform", Initializers.glorotUniform()),
          Type.named("GlorotNormal", Initializers.glorotNormal()),
          Type.named("HeUniform", Initializers.heUniform()),
          Type.named("HeNormal", Initializers.heNormal()),
          Type.named("LecunUniform", Initializers.lecunUniform()),
          Type.named("LecunNormal", Initializers.lecunNormal()),
          Type.of(new VarianceScaling(1, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL)),
          Type.of(Initializers.constant(0), "value"),
          Type.of(Initializers.identity()),
          Type.of(Initializers.orthogonal()),
          Type.of(Initializers.randomNormal()),
          Type.of(Initializers.randomUniform()),
          Type.of(Initializers.truncatedNormal()),
          Type.of(Initializers.pytorch(0), "seed"));

  private static final Types<Regularizer> REGULARIZERS =
      Types.of(
          "regularizer",
          Regularizer.class,
          Type.named("None", Regularizers.none()),
          Type.of(Regularizers.l1(0.01f)),
          Type.of(Regularizers.l2(0.01f)),
          Type.of(Regularizers.l1l2(0, 0)));

  private static final Types<Constraint> CONSTRAINTS =
      Types.of(
          "constraint",
          Constraint.class,
          Type.named("None", Constraints.none()),
          Type.of(Constraints.maxNorm(2)),
          Type.of(Constraints.nonNegative()),
          Type.of(Constraints.unitNorm()));

  private LayerTypes() {}

  /** What reads and writes layers, initializers, regularizers and constraints. */
  public static Specs specs() {
    Types<Layer> layers = LAYERS;
    for (ActivationFunction function : ActivationFunction.values()) {
      layers = layers.with(Type.named(function.label(), Layers.activation(function)));
    }
    return Specs.of(layers, INITIALIZERS, REGULARIZERS, CONSTRAINTS);
  }

  /** What the training does with a layer of any type. */
  private record Training(boolean trainable) {}
}
