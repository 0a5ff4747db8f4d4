package dev.lamina.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.io.FileException;
import dev.lamina.io.Reading;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Shapes;
import dev.lamina.layer.Weight;
import dev.lamina.model.Model;
import dev.lamina.model.Pretrained;
import dev.lamina.model.Sequential;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.ndarray.Shape;

/**
 * Reads models that Keras 3 saved in Python by {@code model.save("model.keras")}, with their
 * weights: {@code keras.Sequential} and functional models. Writes such files as well.
 *
 * <pre>{@code
 * try (Model model = KerasFile.read(path).compile(adam(0.001), sparseCategoricalCrossentropy())) {
 *   float[] probabilities = model.predict(example);
 * }
 * }</pre>
 *
 * <p>A list of layers becomes a {@link Sequential}, whose layers are called by their types; models
 * inside it are {@code sequence} blocks. Any other model becomes a {@link
 * dev.lamina.model.Functional}, whose inputs and layers have their names in Keras; those of models
 * inside it are called {@code model/layer}. There, shared layers share their weights, and layers
 * that are called with {@code training=False} are {@code inferenceOnly}. The optimizer and the loss
 * are not taken along.
 */
public final class KerasFile {
  private KerasFile() {}

  /**
   * Reads the network and all its weights.
   *
   * @param inputs the shapes of one example of each input, in their order, if the file leaves sizes
   *     open, as {@code keras.Input((None, 8))} does
   * @throws FileException if the file is missing, damaged or not of Keras 3, or if its model has
   *     something that Lamina lacks; names the layer, its option and what there is instead
   */
  public static Pretrained read(Path file, Shape... inputs) {
    return Reading.of(file, FileException::new, () -> pretrained(file, inputs));
  }

  private static Pretrained pretrained(Path file, Shape... inputs) {
    try (KerasArchive archive = KerasArchive.open(file)) {
      JsonNode config = archive.config();
      if (inputs.length > 0) {
        KerasLayer.of(config, "").fix(List.of(inputs));
      }
      return read(file, config, archive::variables);
    } catch (IllegalArgumentException e) {
      throw new FileException("%s: %s".formatted(file, KerasLayer.refusal(e)), e);
    }
  }

  /**
   * Writes a model for Keras 3: {@code keras.models.load_model(file)} predicts the same and can be
   * trained on. A list of layers becomes a {@code keras.Sequential}, any other network a functional
   * model, in whose names {@code _} stands for {@code /}; of several outputs it gives a list in the
   * network's order. Residual and parallel blocks become layers of such a model. The optimizer and
   * the losses are not taken along.
   *
   * @throws IllegalArgumentException if the model has a layer that Keras lacks, such as a user's
   *     own
   * @throws FileException if the file cannot be written; one that was there before is as it was
   */
  public static void write(Model model, Path file) {
    write(new Pretrained(model.network(), model.weights()), file);
  }

  /** As {@link #write(Model, Path)}. */
  public static void write(Pretrained model, Path file) {
    KerasPart keras = KerasWriter.model(model.network(), model.weights());
    KerasArchive.write(file, keras.json(), keras.variables());
  }

  /**
   * The network that a config describes.
   *
   * @param variables those of a group of the file, in their order
   */
  static Pretrained read(Path file, JsonNode config, Function<String, List<FloatArray>> variables) {
    KerasLayer model = KerasLayer.of(config, "");
    if (!model.isModel()) {
      throw new IllegalArgumentException(
          "The model is a %s, but only keras.Sequential and functional models can be read.%s"
              .formatted(model.className(), KerasLayer.WAY_OUT));
    }
    KerasLayers translation = new KerasLayers(variables);
    return model.isChain()
        ? list(file, model, translation)
        : new KerasGraph(translation).read(model);
  }

  private static Pretrained list(Path file, KerasLayer model, KerasLayers translation) {
    Shape input = model.input("");
    List<Layer> layers = new ArrayList<>();
    List<FloatArray> weights = new ArrayList<>();
    Shape shape = input;
    for (KerasLayer keras : model.layers()) {
      try {
        Layer layer = translation.layer(keras, shape);
        Shape output = Shapes.checked(layer.outputShape(shape));
        List<FloatArray> own = translation.weights(keras);
        checkShapes(layer.weights(shape), own);
        weights.addAll(own);
        layers.add(layer);
        shape = output;
      } catch (IllegalArgumentException e) {
        throw new FileException(
            "%s, layer %s (%s): %s"
                .formatted(file, layers.size() + 1, keras, KerasLayer.refusal(e)),
            e);
      }
    }
    Sequential network = Sequential.of(input, layers);
    Map<String, FloatArray> named = new LinkedHashMap<>();
    for (String name : network.weightNames()) {
      named.put(name, weights.get(named.size()));
    }
    return new Pretrained(network, named);
  }

  /** Keras does not name the weights of a layer; they have Lamina's order. */
  static void checkShapes(List<Weight> weights, List<FloatArray> arrays) {
    List<Shape> wanted = weights.stream().map(Weight::shape).toList();
    List<Shape> given = arrays.stream().map(FloatArray::shape).toList();
    if (!wanted.equals(given)) {
      throw new IllegalArgumentException(
          given.isEmpty()
              ? "its weights stand with another layer, which it shares them with."
              : "its weights have the shapes %s, but it needs %s; save the model again."
                  .formatted(text(given), text(wanted)));
    }
  }

  private static List<String> text(List<Shape> shapes) {
    return shapes.stream().map(Shapes::text).toList();
  }
}
