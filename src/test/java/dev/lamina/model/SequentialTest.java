package dev.lamina.model;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.layer.Layers.batchNormalization;
import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.layerNormalization;
import static dev.lamina.layer.Layers.layerScale;
import static dev.lamina.layer.Layers.pReLU;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.repeatVector;
import static dev.lamina.layer.Layers.residual;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Dense;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Initializers;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Pass;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Weight;
import dev.lamina.network.PlacedLayer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class SequentialTest {
  private static final Sequential DIGITS =
      Sequential.of(
          Shape.of(28, 28),
          flatten(),
          dense(128).activation(ActivationFunction.RELU),
          dropout(0.2f),
          dense(10),
          softmax());

  @Test
  void infersTheShapesFromLayerToLayer() {
    assertThat(DIGITS.inputShape()).isEqualTo(Shape.of(28, 28));
    assertThat(DIGITS.layers().stream().map(PlacedLayer::output))
        .containsExactly(Shape.of(784), Shape.of(128), Shape.of(128), Shape.of(10), Shape.of(10));
    assertThat(DIGITS.outputShape()).isEqualTo(Shape.of(10));
  }

  @Test
  void countsAsTheLectureDoes() {
    assertThat(DIGITS.layerCount()).isEqualTo(2);
    assertThat(DIGITS.hiddenLayerCount()).isEqualTo(1);
    assertThat(DIGITS.nodes()).isEqualTo(138);
    assertThat(DIGITS.parameters()).isEqualTo(784 * 128 + 128 + 128 * 10 + 10);
  }

  @Test
  void cutsAndAppendsLayersWhoseWeightsKeepTheirNames() {
    Sequential body = DIGITS.dropLast(2);

    assertThat(body).isEqualTo(DIGITS.take(3));
    assertThat(body.weightNames()).containsExactly("dense/kernel", "dense/bias");
    assertThat(body.append(dense(10), softmax())).isEqualTo(DIGITS);
    assertThat(DIGITS.weightShapes())
        .containsEntry("dense/kernel", Shape.of(784, 128))
        .containsEntry("dense_1/kernel", Shape.of(128, 10));
  }

  @Test
  void keepsItsInitializerWhenItIsCut() {
    Sequential ones = DIGITS.initializer(Initializers.ones());

    assertThat(ones.dropLast(2).append(dense(3)).initialWeights(1).values())
        .allSatisfy(weight -> assertThat(weight.values()).containsOnly(1));
  }

  @Test
  void freezesAllLayersAndMakesThemLearnAgain() {
    Sequential frozen = DIGITS.trainable(false);

    assertThat(frozen.trainedParameters()).isZero();
    assertThat(frozen.weightNames()).isEqualTo(DIGITS.weightNames());
    assertThat(frozen.trainable(true)).isEqualTo(DIGITS);
  }

  @Test
  void refusesToCutWhatIsNotThere() {
    assertThatThrownBy(() -> DIGITS.take(6))
        .hasMessage("take needs from 1 to 5 layers of this network, but got 6.");
    assertThatThrownBy(() -> DIGITS.dropLast(5))
        .hasMessage("dropLast takes away from 0 to 4 layers of this network, but got 5.");
    assertThatThrownBy(() -> DIGITS.append(conv2D(1, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("Layer 6 (Conv2D)");
  }

  @Test
  void summarizesItselfAsATable() {
    assertThat(DIGITS.summary())
        .isEqualTo(
            """
            #  layer            output shape  nodes  parameters
               input            [28, 28]
            1  flatten          [784]
            2  dense(128) relu  [128]           128     100,480
            3  dropout(0.2)     [128]
            4  dense(10)        [10]             10       1,290
            5  softmax          [10]
            2 layers (1 hidden), 138 nodes, 101,770 parameters
            """);
  }

  @Test
  void summarizesASingleNode() {
    assertThat(Sequential.of(Shape.of(1), dense(1).useBias(false)).summary())
        .isEqualTo(
            """
            #  layer     output shape  nodes  parameters
               input     [1]
            1  dense(1)  [1]               1           1
            1 layer (0 hidden), 1 node, 1 parameter
            """);
  }

  @Test
  void summarizesANetworkTooLargeToTrain() {
    assertThat(Sequential.of(Shape.of(100_000), dense(100_000)).summary())
        .endsWith("1 layer (0 hidden), 100,000 nodes, 10,000,100,000 parameters\n");
  }

  @Test
  void isShownAsItsLayersInALine() {
    assertThat(DIGITS)
        .hasToString("[28, 28] → flatten → dense(128) relu → dropout(0.2) → dense(10) → softmax");
  }

  @Test
  void namesLayersByTheirTypeAndNumber() {
    Sequential network = Sequential.of(Shape.of(2), dense(3), relu(), dense(2), relu(), dense(1));

    assertThat(network.layers().stream().map(PlacedLayer::name))
        .containsExactly("dense", "activation", "dense_1", "activation_1", "dense_2");
    assertThat(network.weightNames())
        .containsExactly(
            "dense/kernel",
            "dense/bias",
            "dense_1/kernel",
            "dense_1/bias",
            "dense_2/kernel",
            "dense_2/bias");
  }

  @Test
  void namesLayersApartWhateverTheirTypesAreCalled() {
    Sequential network =
        Sequential.of(Shape.of(2), dense(3), new Named("Dense_1"), dense(2), new Named("MyLayer"));

    assertThat(network.layers().stream().map(PlacedLayer::name))
        .containsExactly("dense", "dense_1", "dense_2", "my_layer")
        .doesNotHaveDuplicates();
  }

  @Test
  void needsALayer() {
    assertThatThrownBy(() -> Sequential.of(Shape.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A network needs at least one layer, but the list is empty; begin with dense(units).");
  }

  @Test
  void needsTheWholeInputShape() {
    assertWantsAWholeShape(Shape.of(-1, 784), "[-1, 784]");
    assertWantsAWholeShape(Shape.of(0), "[0]");
    assertWantsAWholeShape(Shape.unknown(), "unknown");
  }

  private static void assertWantsAWholeShape(Shape shape, String text) {
    assertThatThrownBy(() -> Sequential.of(shape, dense(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "A network needs the whole shape of one example, without the batch axis, but got "
                + text
                + "; write Shape.of(784), say.");
  }

  @Test
  void namesTheLayerThatCannotTakeItsInput() {
    assertThatThrownBy(() -> Sequential.of(Shape.of(28, 28), relu(), repeatVector(10)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Layer 2 (RepeatVector): RepeatVector takes a vector per example, but got [28, 28]; put flatten() before it.");
  }

  @Test
  void namesTheLayerWhoseWeightsShareAName() {
    assertThatThrownBy(() -> Sequential.of(Shape.of(2), dense(2), new Twins()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Layer 2 (Twins): two of its weights have one name, [twin, twin]; give each its own.");
  }

  @Test
  void doesNotChangeWithTheListItWasMadeOf() {
    List<Layer> layers = new ArrayList<>(List.of(dense(1)));
    Sequential network = Sequential.of(Shape.of(1), layers);
    layers.add(dense(2));

    assertThat(network.layers()).hasSize(1);
  }

  @Test
  void isAValue() {
    assertThat(Sequential.of(Shape.of(1), dense(1), sigmoid()))
        .isEqualTo(Sequential.of(Shape.of(1), dense(1), sigmoid()))
        .hasSameHashCodeAs(Sequential.of(Shape.of(1), dense(1), sigmoid()))
        .isNotEqualTo(Sequential.of(Shape.of(1), dense(2), sigmoid()))
        .isNotEqualTo(Sequential.of(Shape.of(2), dense(1), sigmoid()));
  }

  @Test
  void drawsReproducibleWeights() {
    Sequential network = Sequential.of(Shape.of(3), dense(2));

    assertThat(network.initialWeights(1)).containsOnlyKeys("dense/kernel", "dense/bias");
    assertThat(values(network.initialWeights(1), "dense/kernel"))
        .hasSize(6)
        .isEqualTo(values(network.initialWeights(1), "dense/kernel"))
        .isNotEqualTo(values(network.initialWeights(2), "dense/kernel"));
    assertThat(values(network.initialWeights(1), "dense/bias")).containsExactly(0, 0);
  }

  @Test
  void replacesTheInitializerOfEveryWeight() {
    Dense layer = dense(2).bias(Initializers.zeros());

    assertThat(Sequential.of(Shape.of(1), layer).initializer(Initializers.ones()).initialWeights(0))
        .containsEntry("dense/kernel", new FloatArray(Shape.of(1, 2), new float[] {1, 1}))
        .containsEntry("dense/bias", new FloatArray(Shape.of(2), new float[] {1, 1}));
  }

  @Test
  void leavesWhatALayerBeginsWithForAReason() {
    Sequential network =
        Sequential.of(
            Shape.of(2), batchNormalization(), layerNormalization(), layerScale(0.5f), pReLU());
    Sequential nested = Sequential.of(Shape.of(2), residual(batchNormalization(), dense(2)));

    assertThat(network.initializer(Initializers.pytorch(1)).initialWeights(0))
        .isEqualTo(network.initialWeights(0));
    assertThat(nested.initializer(Initializers.constant(3)).initialWeights(0).values())
        .extracting(weight -> weight.values()[0])
        .containsExactly(1f, 0f, 0f, 1f, 3f, 3f);
  }

  @Test
  void saysWhichInitializerGaveTheWrongNumberOfValues() {
    Initializer one = random -> weight -> new float[] {1};
    Sequential network = Sequential.of(Shape.of(3), dense(2).kernel(one));

    assertThatThrownBy(() -> network.initialWeights(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The initializer of dense/kernel gave 1 values, but its shape [3, 2] has 6; give as many.");
  }

  private record Named(String type) implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return input;
    }
  }

  private record Twins() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public List<Weight> weights(Shape input) {
      Weight twin = Weight.of("twin", input, Initializers.ones());
      return List.of(twin, twin);
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return input;
    }
  }
}
