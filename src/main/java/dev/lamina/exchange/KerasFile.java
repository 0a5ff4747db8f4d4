package dev.lamina.exchange;

import dev.lamina.io.FileException;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Shapes;
import dev.lamina.layer.Weight;
import dev.lamina.model.Pretrained;
import dev.lamina.model.Sequential;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/**
 * Reads models that Keras 3 saved in Python by {@code model.save("model.keras")}: lists of layers,
 * {@code keras.Sequential} or functional models that are plain chains, with their weights.
 *
 * <pre>{@code
 * try (Model model = KerasFile.read(path).compile(adam(), sparseCategoricalCrossentropy())) {
 *   float[] probabilities = model.predict(example);
 * }
 * }</pre>
 *
 * <p>Models inside a model become {@code sequence} blocks, and a {@code Dense} layer on more than
 * vectors is {@code timeDistributed}. The optimizer, the loss and the names of layers are not taken
 * along.
 */
public final class KerasFile {
  private KerasFile() {}

  /**
   * Reads the network and all its weights.
   *
   * @throws FileException if the file is missing, damaged or not of Keras 3, or if its model has
   *     something that Lamina lacks; names the layer, its option and what there is instead
   */
  public static Pretrained read(Path file) {
    try (KerasArchive archive = KerasArchive.open(file)) {
      return read(file, archive);
    } catch (IllegalArgumentException e) {
      throw new FileException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Pretrained read(Path file, KerasArchive archive) {
    KerasLayer.KerasModel model = KerasLayer.of(archive.config(), "").chain();
    Shape input =
        model
            .input()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The model does not say the shape of its input; begin it with keras.Input(shape) and save it again."));
    KerasLayers translation = new KerasLayers(archive);
    List<Layer> layers = new ArrayList<>();
    List<FloatArray> weights = new ArrayList<>();
    Shape shape = input;
    for (KerasLayer keras : model.layers()) {
      try {
        Layer layer = translation.layer(keras, shape);
        Shape output = layer.outputShape(shape);
        List<FloatArray> own = translation.weights(keras);
        checkShapes(layer.weights(shape), own);
        weights.addAll(own);
        layers.add(layer);
        shape = output;
      } catch (IllegalArgumentException e) {
        throw new FileException(
            "%s, layer %d (%s): %s".formatted(file, layers.size() + 1, keras, e.getMessage()), e);
      }
    }
    return pretrained(Sequential.of(input, layers), weights);
  }

  /** Keras does not name the weights of a layer; they have Lamina's order. */
  private static void checkShapes(List<Weight> weights, List<FloatArray> arrays) {
    List<Shape> wanted = weights.stream().map(Weight::shape).toList();
    List<Shape> given = arrays.stream().map(FloatArray::shape).toList();
    if (!wanted.equals(given)) {
      throw new IllegalArgumentException(
          "its weights have the shapes %s, but it needs %s; save the model again."
              .formatted(text(given), text(wanted)));
    }
  }

  private static Pretrained pretrained(Sequential network, List<FloatArray> weights) {
    Map<String, FloatArray> named = new LinkedHashMap<>();
    for (String name : network.weightNames()) {
      named.put(name, weights.get(named.size()));
    }
    return new Pretrained(network, named);
  }

  private static List<String> text(List<Shape> shapes) {
    return shapes.stream().map(Shapes::text).toList();
  }
}
