package dev.lamina.prepare;

import dev.lamina.data.Csv;
import dev.lamina.data.CsvFormat;
import dev.lamina.data.DataException;
import dev.lamina.data.DataSource;
import dev.lamina.data.Dataset;
import dev.lamina.data.Example;
import dev.lamina.data.Pipeline;
import dev.lamina.data.Table;
import dev.lamina.data.ValueType;
import dev.lamina.data.Values;
import dev.lamina.engine.RawOps;
import dev.lamina.engine.RowFunction;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.network.Network;
import dev.lamina.network.Part;
import dev.lamina.network.Parts;
import dev.lamina.spec.Type;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * What {@link Columns} learned from the training rows: it makes a network's numbers of a table's
 * rows, is saved with the model, and is part of what is exported, which then takes raw columns.
 *
 * @param inputs the columns of each of the network's inputs
 * @param target what is predicted
 */
public record Preparation(List<PreparedInput> inputs, Target target) {
  private static final Type<Preparation> TYPE =
      Type.of(
          "Preparation",
          new Preparation(List.of(), new Target("", List.of(), 0, 1)),
          "inputs",
          "target");

  /** How many numbers are made at once. */
  private static final int CHUNK = 1 << 22;

  private static final int MOST_ROWS = 8192;

  /** How many rows of a file are in memory at once. */
  private static final int READ_ROWS = 10_000;

  public Preparation {
    inputs = List.copyOf(inputs);
  }

  /**
   * One input of a network.
   *
   * @param name of the input
   * @param features whose numbers follow each other
   */
  public record PreparedInput(String name, List<Feature> features) {
    static final Type<PreparedInput> TYPE =
        Type.of("Input", new PreparedInput("", List.of()), "name", "features");

    public PreparedInput {
      features = List.copyOf(features);
    }

    Part part() {
      return new Part(name, Shape.of(features.stream().mapToLong(Feature::width).sum()));
    }

    Operand<TFloat32> forward(RawOps ops, Map<String, Operand<?>> raw) {
      List<Operand<TFloat32>> all =
          features.stream()
              .map(each -> each.forward(ops, Objects.requireNonNull(raw.get(each.name()))))
              .toList();
      return all.size() == 1 ? all.get(0) : ops.tf().concat(all, ops.tf().constant(1));
    }
  }

  /** The network's inputs. */
  public Parts parts() {
    return new Parts(inputs.stream().map(PreparedInput::part).toList());
  }

  /** The shape of the network's only input: {@code [numbers]}. */
  public Shape inputShape() {
    return parts().shape();
  }

  /**
   * Checks that a network takes what this makes, an only input under any name, and gives what is
   * predicted: a number, or one for each class.
   *
   * @throws ShapeException if not; names both shapes
   */
  public void check(Network network) {
    Parts made = parts();
    Parts taken = network.inputs();
    boolean fits =
        (made.list().size() == 1 && taken.list().size() == 1)
            ? made.shape().equals(taken.shape())
            : Set.copyOf(made.list()).equals(Set.copyOf(taken.list()));
    if (!fits) {
      throw new ShapeException(
          "The columns give %s, but the network takes %s; make it with Sequential.of(prepared.inputShape(), …), in a spec with \"inputShape\": %s, or with inputs of these names."
              .formatted(made, taken, Shapes.text(made.shape())));
    }
    network.checkPredicts(Math.max(1, classes().size()), "column \"" + target.name() + "\"");
  }

  /** The names of the classes, whose places are their numbers; none if numbers are predicted. */
  public List<String> classes() {
    return target.classes();
  }

  /**
   * The raw columns that are taken, with the type of each: float32, int64 or string.
   *
   * @throws IllegalArgumentException if two features want different types of one column
   */
  public Map<String, ValueType> columns() {
    Map<String, ValueType> types = new LinkedHashMap<>();
    for (PreparedInput input : inputs) {
      for (Feature feature : input.features()) {
        ValueType other = types.put(feature.name(), feature.type());
        if (other != null && other != feature.type()) {
          throw new IllegalArgumentException(
              "Column \"%s\" is taken as %s and as %s; take it in ways that both want %s."
                  .formatted(feature.name(), other, feature.type(), other));
        }
      }
    }
    return types;
  }

  /**
   * The rows with their targets, to train on or to evaluate with.
   *
   * @throws DataException if a column is missing or has values of another kind than in training, or
   *     a row has no target, or a class that no training row had; names the row
   */
  public Dataset dataset(Table table) {
    try (RowFunction function = function()) {
      return dataset(function, table);
    }
  }

  private Dataset dataset(RowFunction function, Table table) {
    Values y = Values.of(target.y(table.column(target.name())));
    return Dataset.of(numbers(function, table), Map.of("y", y)).classes(classes());
  }

  /** The rows without targets, to predict for. */
  public Dataset inputs(Table table) {
    try (RowFunction function = function()) {
      return Dataset.of(numbers(function, table), Map.of());
    }
  }

  /**
   * The rows of a file with their targets, which need not fit in memory: they are read anew in
   * every epoch, some thousands at a time. Those without a target are left out.
   *
   * @throws DataException when they are read, as {@link #dataset}; names the rows
   */
  public Pipeline pipeline(Path csv, CsvFormat format) {
    return Pipeline.from(
        epoch -> {
          Stream<Table> tables = Csv.stream(csv, format, READ_ROWS);
          RowFunction function = function();
          AtomicLong before = new AtomicLong();
          Iterator<Example> examples =
              tables.flatMap(table -> examples(function, table, before)).iterator();
          return DataSource.Cursor.of(
              () -> examples.hasNext() ? examples.next() : null,
              () -> {
                try (tables) {
                  function.close();
                }
              });
        });
  }

  private Stream<Example> examples(RowFunction function, Table table, AtomicLong before) {
    long first = before.getAndAdd(table.rows()) + 1;
    try {
      Dataset rows = dataset(function, table.dropMissing(target.name()));
      return IntStream.range(0, rows.size()).mapToObj(rows::get);
    } catch (DataException e) {
      throw new DataException(
          "Among the rows from %s to %s: %s".formatted(first, before, e.getMessage()), e);
    }
  }

  private RowFunction function() {
    return new RowFunction(columns(), this::forward);
  }

  private Map<String, Values> numbers(RowFunction function, Table table) {
    Parts parts = parts();
    Map<String, ValueType> columns = columns();
    Map<String, float[]> all = new HashMap<>();
    for (Part part : parts.list()) {
      all.put(
          part.name(),
          new float[Math.toIntExact(Math.multiplyExact(part.shape().size(), (long) table.rows()))]);
    }
    int chunk = (int) Math.max(1, Math.min(MOST_ROWS, CHUNK / parts.size()));
    for (int from = 0; from < table.rows(); from += chunk) {
      int to = Math.min(from + chunk, table.rows());
      int first = from;
      function
          .call(RawRows.of(table, columns, from, to))
          .forEach(
              (name, values) -> {
                float[] numbers = values.flat(float[].class);
                int width = numbers.length / (to - first);
                System.arraycopy(
                    numbers,
                    0,
                    Objects.requireNonNull(all.get(name)),
                    first * width,
                    numbers.length);
              });
    }
    Map<String, Values> numbers = new HashMap<>();
    for (Part part : parts.list()) {
      numbers.put(
          part.name(),
          Values.of(Objects.requireNonNull(all.get(part.name())))
              .reshape(table.rows(), part.shape().size()));
    }
    return numbers;
  }

  /**
   * The ops.
   *
   * @param raw by column, {@code [rows, 1]} each
   * @return the network's inputs by name, {@code [rows, numbers]} each
   */
  public Map<String, Operand<TFloat32>> forward(RawOps ops, Map<String, Operand<?>> raw) {
    Map<String, Operand<TFloat32>> numbers = new LinkedHashMap<>();
    inputs.forEach(input -> numbers.put(input.name(), input.forward(ops, raw)));
    return numbers;
  }

  /** As JSON. */
  public String json() {
    return Feature.specs().writeDocument(TYPE, this);
  }

  /**
   * What {@link #json} wrote.
   *
   * @throws dev.lamina.spec.SpecException if it is something else
   */
  public static Preparation ofJson(String text) {
    return Feature.specs().readDocument(TYPE, text);
  }

  /** {@code island, body_mass_g (7 numbers) -> species (3 classes)}. */
  @Override
  public String toString() {
    return "%s (%s numbers) -> %s (%s)"
        .formatted(
            columns().keySet().stream().collect(Collectors.joining(", ")),
            parts().size(),
            target.name(),
            target.isClasses() ? target.classes().size() + " classes" : "a number");
  }
}
