package dev.lamina.cli;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.Numpy;
import dev.lamina.data.Values;
import dev.lamina.layer.Shapes;
import dev.lamina.network.Network;
import dev.lamina.network.Parts;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.ndarray.Shape;

/**
 * Examples in a {@code .npz} file: an array for each input and output of a network, by its name, or
 * {@code x} and {@code y} for an only one; with {@code _train} and {@code _test} behind the names
 * if the file says what to test with, as Keras' {@code mnist.npz} does.
 *
 * @param file for messages
 * @param arrays by name
 */
record NumpyExamples(Path file, Map<String, Values> arrays) {
  private static final String TRAIN = "_train";
  private static final String TEST = "_test";

  /**
   * Reads a file.
   *
   * @throws DataException if it cannot be read
   */
  static NumpyExamples read(Path file) {
    return new NumpyExamples(file, Numpy.readAll(file));
  }

  /** The examples to train on and those to test with: as the file says, else drawn by a seed. */
  Dataset.Split split(Network network, double fraction, long seed) {
    return areSplit()
        ? new Dataset.Split(examples(network, TRAIN), test(network))
        : test(network).shuffle(seed).epoch(0).split(fraction);
  }

  /** The examples to test with or, if the file does not tell them apart, all. */
  Dataset test(Network network) {
    return examples(network, areSplit() ? TEST : "");
  }

  private boolean areSplit() {
    return arrays.keySet().stream().anyMatch(name -> name.endsWith(TEST));
  }

  private Dataset examples(Network network, String suffix) {
    Map<String, Values> x = parts(network.inputs(), "x", suffix);
    x.replaceAll((name, values) -> shaped(values, network.inputs().get(name).shape()));
    return Dataset.of(x, parts(network.outputs(), "y", suffix));
  }

  /** In the shape that the network takes, if there are as many numbers. */
  private static Values shaped(Values values, Shape example) {
    Shape shape = values.shape();
    Shape wanted = Shapes.batch(shape.numDimensions() == 0 ? 0 : shape.get(0), example);
    return wanted.size() == shape.size() ? values.reshape(wanted.asArray()) : values;
  }

  private Map<String, Values> parts(Parts wanted, String only, String suffix) {
    Map<String, Values> parts = new TreeMap<>();
    for (String name : wanted.names()) {
      boolean shortly = wanted.list().size() == 1 && arrays.containsKey(only + suffix);
      Values values = arrays.get((shortly ? only : name) + suffix);
      if (values == null) {
        throw new DataException(
            "%s has the arrays %s, but none that is named %s%s; name one as the network does, an only input x and an only output y."
                .formatted(file, String.join(", ", arrays.keySet()), name, suffix));
      }
      parts.put(name, values);
    }
    return parts;
  }
}
