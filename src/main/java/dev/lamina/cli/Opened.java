package dev.lamina.cli;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.Values;
import dev.lamina.layer.Shapes;
import dev.lamina.network.Network;
import dev.lamina.persist.Signature.TensorSpec;
import dev.lamina.serving.Predictor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.tensorflow.ndarray.Shape;

/** A model to predict with, until it is closed. */
sealed interface Opened extends AutoCloseable {

  /** The shape of one example. */
  Shape input();

  /** The names of the inputs. */
  List<String> inputs();

  /** The prediction of each example, by a model of one input and one output. */
  float[][] predict(Dataset examples);

  /**
   * The predictions of all outputs.
   *
   * @param given the inputs by name, {@code [examples, ...]} each
   * @return by name, {@code [examples, ...]} each
   */
  Map<String, Values> predict(Map<String, Values> given);

  @Override
  void close();

  /**
   * A network with its weights.
   *
   * @param forward its predictions, each a row of all outputs
   * @param closing gives back what it holds
   */
  record OfNetwork(Network network, Function<Dataset, float[][]> forward, Runnable closing)
      implements Opened {

    @Override
    public Shape input() {
      return network.inputShape();
    }

    @Override
    public List<String> inputs() {
      return network.inputs().names();
    }

    @Override
    public float[][] predict(Dataset examples) {
      return forward.apply(examples);
    }

    @Override
    public Map<String, Values> predict(Map<String, Values> given) {
      Map<String, Values> parts = new HashMap<>();
      given.forEach((name, values) -> parts.put(name, input(name, values)));
      float[][] rows = predict(Dataset.of(parts, Map.of()));
      Map<String, Values> answers = new TreeMap<>();
      network
          .outputs()
          .split(rows)
          .forEach(
              (name, part) -> {
                Shape shape = network.outputs().get(name).shape().prepend(rows.length);
                answers.put(name, Values.of(part).reshape(shape.asArray()));
              });
      return answers;
    }

    /** The values in the shape that the network takes, row by row. */
    private Values input(String name, Values values) {
      Shape example = network.inputs().get(name).shape();
      Shape given = values.shape();
      if (given.numDimensions() == 0 || given.size() != given.get(0) * example.size()) {
        throw new DataException(
            "The network takes %s for each example as %s, but the array is %s; its first axis counts the examples."
                .formatted(Shapes.text(example), name, values));
      }
      return values.reshape(example.prepend(given.get(0)).asArray());
    }

    @Override
    public void close() {
      closing.run();
    }
  }

  /** A SavedModel, which may be of any other program. */
  record OfSavedModel(Predictor predictor) implements Opened {

    @Override
    public Shape input() {
      return predictor.exampleShape();
    }

    @Override
    public List<String> inputs() {
      return predictor.signature().inputs().stream().map(TensorSpec::name).toList();
    }

    @Override
    public float[][] predict(Dataset examples) {
      return predictor.predictAll(examples);
    }

    @Override
    public Map<String, Values> predict(Map<String, Values> given) {
      return predictor.predictAll(given);
    }

    @Override
    public void close() {
      predictor.close();
    }
  }
}
