package dev.lamina.layer;

import static dev.lamina.layer.Layers.activation;
import static dev.lamina.layer.Layers.averagePooling1D;
import static dev.lamina.layer.Layers.averagePooling2D;
import static dev.lamina.layer.Layers.conv1D;
import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.conv2DTranspose;
import static dev.lamina.layer.Layers.cropping2D;
import static dev.lamina.layer.Layers.depthwiseConv2D;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.globalAveragePooling2D;
import static dev.lamina.layer.Layers.globalMaxPooling2D;
import static dev.lamina.layer.Layers.leakyReLU;
import static dev.lamina.layer.Layers.maxPooling1D;
import static dev.lamina.layer.Layers.maxPooling2D;
import static dev.lamina.layer.Layers.pReLU;
import static dev.lamina.layer.Layers.permute;
import static dev.lamina.layer.Layers.repeatVector;
import static dev.lamina.layer.Layers.rescaling;
import static dev.lamina.layer.Layers.reshape;
import static dev.lamina.layer.Layers.separableConv2D;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.layer.Layers.upSampling2D;
import static dev.lamina.layer.Layers.zeroPadding2D;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** The gradients of layers, of which TensorFlow has some that are wrong without a word. */
class LayerGradientsTest {

  @ParameterizedTest
  @EnumSource
  void areRightForActivationsOfAnyRank(ActivationFunction function) {
    for (Shape example : List.of(Shape.of(4), Shape.of(3, 4), Shape.of(2, 3, 4))) {
      LayerGradients.check(activation(function), example);
    }
  }

  static Stream<Layer> ofImages() {
    return Stream.of(Padding.values())
        .flatMap(
            padding ->
                Stream.of(
                    conv2D(2, 3).padding(padding),
                    conv2D(2, 2).strides(2).padding(padding),
                    conv2D(2, Size.of(1, 2)).strides(Size.of(3, 1)).padding(padding),
                    conv2D(2, Size.of(3, 2)).dilationRate(2).padding(padding),
                    conv2D(2, 2).dilationRate(Size.of(1, 3)).strides(2).padding(padding),
                    depthwiseConv2D(3).depthMultiplier(2).padding(padding),
                    depthwiseConv2D(Size.of(1, 2)).strides(3).padding(padding),
                    depthwiseConv2D(2).dilationRate(2).padding(padding),
                    separableConv2D(3, 3).depthMultiplier(2).padding(padding),
                    separableConv2D(3, 2).strides(2).padding(padding),
                    separableConv2D(2, 2).dilationRate(2).padding(padding),
                    conv2DTranspose(2, 3).padding(padding),
                    conv2DTranspose(2, 3).strides(2).padding(padding),
                    conv2DTranspose(2, Size.of(1, 2)).strides(Size.of(3, 1)).padding(padding),
                    conv2DTranspose(2, 2).dilationRate(2).padding(padding),
                    conv2DTranspose(2, 2).strides(2).dilationRate(3).padding(padding),
                    maxPooling2D(2).padding(padding),
                    maxPooling2D(Size.of(3, 2)).strides(1).padding(padding),
                    maxPooling2D(1).strides(Size.of(1, 3)).padding(padding),
                    averagePooling2D(2).padding(padding),
                    averagePooling2D(Size.of(3, 2)).strides(1).padding(padding),
                    averagePooling2D(1).strides(Size.of(1, 3)).padding(padding)));
  }

  @ParameterizedTest
  @MethodSource("ofImages")
  void areRightForWindowsOverImages(Layer layer) {
    LayerGradients.check(layer, Shape.of(5, 6, 2));
  }

  static Stream<Layer> ofSequences() {
    return Stream.of(Padding.values())
        .flatMap(
            padding ->
                Stream.of(
                    conv1D(3, 3).padding(padding),
                    conv1D(3, 2).strides(3).padding(padding),
                    conv1D(3, 3).dilationRate(2).padding(padding),
                    maxPooling1D(2).padding(padding),
                    maxPooling1D(3).strides(2).padding(padding),
                    averagePooling1D(2).padding(padding),
                    averagePooling1D(3).strides(2).padding(padding)));
  }

  @ParameterizedTest
  @MethodSource("ofSequences")
  void areRightForWindowsOverSequences(Layer layer) {
    LayerGradients.check(layer, Shape.of(7, 2));
  }

  static Stream<Layer> ofShapes() {
    return Stream.of(
        globalAveragePooling2D(),
        globalMaxPooling2D(),
        zeroPadding2D(new Margins(1, 2, 0, 3)),
        cropping2D(new Margins(1, 0, 2, 1)),
        upSampling2D(Size.of(2, 3)),
        upSampling2D(Size.of(2, 3)).interpolation(Interpolation.BILINEAR),
        flatten(),
        reshape(10, -1),
        permute(3, 1, 2),
        rescaling(2).offset(-1),
        leakyReLU(),
        pReLU(),
        pReLU().sharedAxes(1, 2),
        softmax(-1),
        softmax(1));
  }

  @ParameterizedTest
  @MethodSource("ofShapes")
  void areRightForOtherLayersOfImages(Layer layer) {
    LayerGradients.check(layer, Shape.of(5, 4, 2));
  }

  @Test
  void areRightForTheSmallestInputs() {
    LayerGradients.check(conv2D(2, 1), Shape.of(1, 1, 3));
    LayerGradients.check(upSampling2D(2).interpolation(Interpolation.BILINEAR), Shape.of(1, 1, 3));
    LayerGradients.check(repeatVector(3), Shape.of(1));
    LayerGradients.check(rescaling(2), Shape.scalar());
  }
}
