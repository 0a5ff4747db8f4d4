package dev.lamina.serving;

import dev.lamina.data.Batch;
import dev.lamina.data.Dataset;
import dev.lamina.data.ValueType;
import dev.lamina.data.Values;
import dev.lamina.layer.ShapeException;
import dev.lamina.persist.Signature;
import dev.lamina.persist.Signature.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.tensorflow.ndarray.Shape;

/**
 * A signature that makes numbers of numbers under their names, a row for each example.
 *
 * @param signature the signature; the first axis of each input counts the examples
 */
record NamedFunction(Signature signature) {
  private static final Set<ValueType> TAKEN =
      Set.of(ValueType.FLOAT32, ValueType.INT32, ValueType.INT64);

  /** How many examples one call takes, so that what lies between input and output is bounded. */
  private static final int SLICE = 256;

  /**
   * The function of a signature.
   *
   * @throws IllegalStateException if it takes something else
   */
  static NamedFunction of(Signature signature) {
    if (!signature.inputs().stream().allMatch(NamedFunction::takesRows)) {
      throw FloatFunction.unfit(
          "takes float32, int32 or int64 in shapes whose first size alone may be unknown",
          signature);
    }
    return new NamedFunction(signature);
  }

  private static boolean takesRows(TensorSpec input) {
    return FloatFunction.isBatch(input.shape())
        && ValueType.named(input.type()).filter(TAKEN::contains).isPresent();
  }

  /**
   * Calls the signature, slice by slice.
   *
   * @param inputs {@code [examples, ...]} each
   * @param call of some examples
   * @return the outputs that are numbers, {@code [examples, ...]} each
   */
  Map<String, Values> predict(Map<String, Values> inputs, UnaryOperator<Map<String, Values>> call) {
    Dataset examples = examples(inputs);
    boolean one = signature.inputs().stream().anyMatch(input -> input.shape().get(0) == 1);
    Map<String, List<Values>> answers = new TreeMap<>();
    for (Batch batch : examples.batch(one ? 1 : SLICE)) {
      Map<String, Values> given = new HashMap<>();
      signature.inputs().forEach(input -> given.put(input.name(), values(input, batch)));
      call.apply(given)
          .forEach(
              (name, values) -> {
                if (values.type() != ValueType.STRING) {
                  check(name, values, batch.size());
                  answers.computeIfAbsent(name, n -> new ArrayList<>()).add(values);
                }
              });
    }
    Map<String, Values> outputs = new TreeMap<>();
    answers.forEach((name, slices) -> outputs.put(name, joined(slices, examples.size())));
    return outputs;
  }

  private static Values joined(List<Values> slices, int examples) {
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
