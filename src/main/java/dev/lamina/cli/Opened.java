package dev.lamina.cli;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.Table;
import dev.lamina.data.Values;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Shapes;
import dev.lamina.model.RowPrediction;
import dev.lamina.model.TableModel;
import dev.lamina.network.Network;
import dev.lamina.persist.Export;
import dev.lamina.persist.SavedModelFile;
import dev.lamina.persist.Signature.TensorSpec;
import dev.lamina.serving.Predictor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.tensorflow.ndarray.Shape;

/** A model to predict with, until it is closed. */
sealed interface Opened extends AutoCloseable {

  /** The shape of one example, of a model of one input. */
  Shape input();

  /** The names of the inputs. */
  List<String> inputs();

  /** The names of the outputs. */
  List<String> outputs();

  /** The activation that an output ends in, if that can be told. */
  Optional<ActivationFunction> end(String output);

  /**
   * The predictions of all outputs.
   *
   * @param given the inputs by name, {@code [examples, ...]} each
   * @return by name, {@code [examples, ...]} each
   */
  Map<String, Values> predict(Map<String, Values> given);

  /**
   * The predictions for a table's rows.
   *
   * @throws DataException if the model takes none, or a column is missing
   */
  Map<String, Values> predict(Table rows);

  /** Whether it was trained on a table's rows. */
  boolean ofRows();

  @Override
  void close();

  /**
   * A network with its weights.
   *
   * @param forward its predictions, each a row of all outputs
   * @param table the same with what was learned of columns, if it was trained on a table's rows
   * @param closing gives back what it holds
   */
  record OfNetwork(
      Network network,
      Function<Dataset, float[][]> forward,
      Optional<TableModel> table,
      Runnable closing)
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
    public List<String> outputs() {
      return network.outputs().names();
    }

    @Override
    public Optional<ActivationFunction> end(String output) {
      return ActivationFunction.endOf(network.layer(output).layer());
    }

    @Override
    public Map<String, Values> predict(Map<String, Values> given) {
      Map<String, Values> parts = new HashMap<>();
      given.forEach((name, values) -> parts.put(name, input(name, values)));
      float[][] rows = forward.apply(Dataset.of(parts, Map.of()));
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

    @Override
    public boolean ofRows() {
      return table.isPresent();
    }

    @Override
    public Map<String, Values> predict(Table rows) {
      List<RowPrediction> all =
          table
              .orElseThrow(
                  () ->
                      new DataException(
                          "The model was not trained on a table; give it a CSV file of numbers without --data."))
              .predict(rows);
      float[][] numbers = all.stream().map(OfNetwork::numbers).toArray(float[][]::new);
      Map<String, Values> answers =
          new TreeMap<>(Map.of(network.outputs().names().get(0), Values.of(numbers)));
      if (!all.get(0).label().isEmpty()) {
        String[] labels = all.stream().map(RowPrediction::label).toArray(String[]::new);
        answers.put(Export.LABEL, Values.of(labels));
      }
      return answers;
    }

    private static float[] numbers(RowPrediction row) {
      float[] numbers = {row.value()};
      if (!row.classes().isEmpty()) {
        numbers = new float[row.classes().size()];
        int next = 0;
        for (float each : row.classes().values()) {
          numbers[next++] = each;
        }
      }
      return numbers;
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

  /**
   * A SavedModel, which may be of any other program.
   *
   * @param predictor runs it
   * @param folder where it is
   */
  record OfSavedModel(Predictor predictor, Path folder) implements Opened {

    @Override
    public Shape input() {
      return predictor.exampleShape();
    }

    @Override
    public List<String> inputs() {
      return predictor.signature().inputs().stream().map(TensorSpec::name).toList();
    }

    @Override
    public List<String> outputs() {
      return predictor.signature().outputs().stream().map(TensorSpec::name).toList();
    }

    @Override
    public Optional<ActivationFunction> end(String output) {
      String op = SavedModelFile.read(folder).op(predictor.signature().name(), output);
      return Arrays.stream(ActivationFunction.values())
          .filter(function -> function.layerName().equals(op))
          .findFirst();
    }

    @Override
    public Map<String, Values> predict(Map<String, Values> given) {
      return predictor.predictAll(given);
    }

    /** Whether it takes a value of each column, as the export of a table's model does. */
    @Override
    public boolean ofRows() {
      List<TensorSpec> taken = predictor.signature().inputs();
      return taken.stream()
              .allMatch(each -> each.shape().numDimensions() == 2 && each.shape().get(1) == 1)
          && (taken.size() > 1 || taken.get(0).type().equals("string"));
    }

    @Override
    public Map<String, Values> predict(Table rows) {
      return predictor.predictAll(rows);
    }

    @Override
    public void close() {
      predictor.close();
    }
  }
}
