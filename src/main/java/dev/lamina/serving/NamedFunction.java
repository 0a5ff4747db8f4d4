package dev.lamina.serving;

import dev.lamina.data.Batch;
import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.Table;
import dev.lamina.data.ValueType;
import dev.lamina.data.Values;
import dev.lamina.engine.RowChecks;
import dev.lamina.layer.ShapeException;
import dev.lamina.persist.Export;
import dev.lamina.persist.Signature;
import dev.lamina.persist.Signature.TensorSpec;
import dev.lamina.prepare.RawRows;
import dev.lamina.train.loss.TargetRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/**
 * A signature that takes numbers under their names, a row for each example.
 *
 * @param signature the signature; the first axis of each input counts the examples, or is 1
 */
record NamedFunction(Signature signature) {
  /** The types of inputs, and what floats they hold exactly. */
  private static final Map<ValueType, TargetRange> RANGES =
      Map.of(
          ValueType.FLOAT32, TargetRange.ANY,
          ValueType.INT32, whole("int32", Integer.MIN_VALUE, Math.nextDown(0x1p31f)),
          ValueType.INT64, whole("int64", -0x1p63f, Math.nextDown(0x1p63f)),
          ValueType.UINT8, whole("uint8", 0, 255),
          ValueType.BOOL, whole("bool", 0, 1));

  /** How many examples one call takes, so that what lies between input and output is bounded. */
  private static final int SLICE = 256;

  private static TargetRange whole(String type, float least, float most) {
    return new TargetRange(least, most, true, "whole numbers that %s holds".formatted(type));
  }

  /**
   * The name of the class in the answer for one example.
   *
   * @throws IllegalStateException if the model has no names
   */
  String label(Map<String, Values> answer) {
    Values label = answer.get(Export.LABEL);
    if (label == null) {
      throw new IllegalStateException(
          "The model has no names of classes; export it with labels(...). There is %s."
              .formatted(signature));
    }
    return label.flat(String[].class)[0];
  }

  /**
   * The function of a signature.
   *
   * @throws IllegalStateException if it takes something else
   */
  static NamedFunction of(Signature signature) {
    if (!signature.inputs().stream().allMatch(NamedFunction::takesRows)) {
      throw FloatFunction.unfit(
          "takes float32, int32, int64, uint8 or bool in shapes whose first size alone may be unknown",
          signature);
    }
    return new NamedFunction(signature);
  }

  /** The columns of a table that a signature takes, {@code [rows, 1]} each. */
  static Map<String, Values> raw(Signature signature, Table rows) {
    Map<String, ValueType> types = new TreeMap<>();
    signature
        .inputs()
        .forEach(input -> types.put(input.name(), ValueType.holding(input.type()).orElseThrow()));
    return RawRows.of(rows, types, 0, rows.rows());
  }

  private static boolean takesRows(TensorSpec input) {
    return FloatFunction.isBatch(input.shape()) && range(input).isPresent();
  }

  /**
   * Calls the signature, slice by slice.
   *
   * @param inputs {@code [examples, ...]} each
   * @param call of some examples
   * @return the outputs, {@code [examples, ...]} each, numbers as float32
   * @throws DataException if an input is NaN or infinite, or its type does not hold it; names the
   *     example
   */
  Map<String, Values> predict(Map<String, Values> inputs, UnaryOperator<Map<String, Values>> call) {
    Dataset examples = examples(inputs);
    Map<String, TargetRange> ranges = new HashMap<>();
    signature.inputs().forEach(each -> ranges.put(each.name(), range(each).orElseThrow()));
    RowChecks checks =
        RowChecks.inputs(
            examples.inputs(), part -> Objects.requireNonNull(ranges.get(part.name())));
    boolean one = signature.inputs().stream().anyMatch(input -> input.shape().get(0) == 1);
    Map<String, List<Values>> answers = new TreeMap<>();
    int row = 0;
    for (Batch batch : examples.batch(one ? 1 : SLICE)) {
      int first = row;
      checks.check(batch.x(), batch.size(), i -> first + i);
      row += batch.size();
      Map<String, Values> given = new HashMap<>();
      signature.inputs().forEach(input -> given.put(input.name(), values(input, batch)));
      call.apply(given)
          .forEach(
              (name, values) -> {
                check(name, values, batch.size());
                answers.computeIfAbsent(name, n -> new ArrayList<>()).add(values);
              });
    }
    Map<String, Values> outputs = new TreeMap<>();
    answers.forEach((name, slices) -> outputs.put(name, joined(slices, examples.size())));
    return outputs;
  }

  /** The shape of one example of the only input. */
  Shape example() {
    if (signature.inputs().size() != 1) {
      throw FloatFunction.unfit("has one input", signature);
    }
    return signature.inputs().get(0).shape().tail();
  }

  private static Values joined(List<Values> slices, int examples) {
    if (slices.get(0).type() == ValueType.STRING) {
      return Values.ofBytes(
              slices.stream().flatMap(slice -> Stream.of(slice.bytes())).toArray(byte[][]::new))
          .reshape(slices.get(0).shape().tail().prepend(examples).asArray());
    }
    float[][] rows =
        slices.stream().flatMap(slice -> Arrays.stream(slice.rows())).toArray(float[][]::new);
    Shape example = slices.get(0).shape().tail();
    return Values.of(rows).reshape(example.prepend(examples).asArray());
  }

  private Dataset examples(Map<String, Values> inputs) {
    Set<String> names = new TreeSet<>();
    signature.inputs().forEach(input -> names.add(input.name()));
    if (!inputs.keySet().equals(names)) {
      throw new IllegalArgumentException(
          "predict takes the inputs %s, but got %s; the signature is %s"
              .formatted(names, new TreeSet<>(inputs.keySet()), signature));
    }
    Dataset examples = Dataset.of(inputs, Map.of());
    for (TensorSpec input : signature.inputs()) {
      long given = examples.inputs().get(input.name()).shape().size();
      if (given != input.shape().tail().size()) {
        throw new ShapeException(
            "An example has %s numbers in %s, but got %s; the signature is %s"
                .formatted(input.shape().tail().size(), input.name(), given, signature));
      }
    }
    return examples;
  }

  private static Optional<TargetRange> range(TensorSpec input) {
    return ValueType.named(input.type()).map(RANGES::get);
  }

  /** An input's part of some examples, in its type. */
  private static Values values(TensorSpec input, Batch batch) {
    float[] numbers = batch.x(input.name());
    Values values =
        switch (ValueType.named(input.type()).orElseThrow()) {
          case INT32 -> {
            int[] ints = new int[numbers.length];
            Arrays.setAll(ints, i -> (int) numbers[i]);
            yield Values.of(ints);
          }
          case INT64 -> {
            long[] longs = new long[numbers.length];
            Arrays.setAll(longs, i -> (long) numbers[i]);
            yield Values.of(longs);
          }
          case UINT8 -> {
            byte[] bytes = new byte[numbers.length];
            for (int i = 0; i < bytes.length; i++) {
              bytes[i] = (byte) (int) numbers[i];
            }
            yield Values.of(bytes);
          }
          case BOOL -> {
            boolean[] booleans = new boolean[numbers.length];
            for (int i = 0; i < booleans.length; i++) {
              booleans[i] = numbers[i] != 0;
            }
            yield Values.of(booleans);
          }
          default -> Values.of(numbers);
        };
    return values.reshape(input.shape().tail().prepend(batch.size()).asArray());
  }

  private void check(String output, Values values, int examples) {
    if (values.shape().numDimensions() == 0 || values.shape().get(0) != examples) {
      throw FloatFunction.unfit("gives a row of %s for each example".formatted(output), signature);
    }
  }
}
