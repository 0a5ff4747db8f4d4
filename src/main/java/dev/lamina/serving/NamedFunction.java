package dev.lamina.serving;

import dev.lamina.data.Batch;
import dev.lamina.data.Dataset;
import dev.lamina.data.ValueType;
import dev.lamina.data.Values;
import dev.lamina.layer.ShapeException;
import dev.lamina.persist.Signature;
import dev.lamina.persist.Signature.TensorSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

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
   * Chooses the signature.
   *
   * @throws IllegalStateException if there is no such, or it takes something else
   */
  static NamedFunction of(List<Signature> signatures, Loading loading) {
    Signature signature = FloatFunction.signature(signatures, loading.signature());
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
   * @param inputs a row for each example and input
   * @param call of some examples
   * @return a row for each example and output
   */
  Map<String, float[][]> predict(
      Map<String, float[][]> inputs, UnaryOperator<Map<String, Values>> call) {
    Dataset examples = examples(inputs);
    boolean one = signature.inputs().stream().anyMatch(input -> input.shape().get(0) == 1);
    Map<String, float[][]> outputs = new LinkedHashMap<>();
    signature.outputs().forEach(output -> outputs.put(output.name(), new float[examples.size()][]));
    int done = 0;
    for (Batch batch : examples.batch(one ? 1 : SLICE)) {
      Map<String, Values> given = new HashMap<>();
      signature.inputs().forEach(input -> given.put(input.name(), values(input, batch)));
      for (Map.Entry<String, Values> output : call.apply(given).entrySet()) {
        float[][] rows = rows(output.getKey(), output.getValue(), batch.size());
        float[][] all = Objects.requireNonNull(outputs.get(output.getKey()));
        System.arraycopy(rows, 0, all, done, rows.length);
      }
      done += batch.size();
    }
    return outputs;
  }

  private Dataset examples(Map<String, float[][]> inputs) {
    Set<String> names = new TreeSet<>();
    signature.inputs().forEach(input -> names.add(input.name()));
    if (!inputs.keySet().equals(names)) {
      throw new IllegalArgumentException(
          "predict takes the inputs %s, but got %s; the signature is %s"
              .formatted(names, new TreeSet<>(inputs.keySet()), signature));
    }
    Map<String, Values> parts = new HashMap<>();
    inputs.forEach((name, rows) -> parts.put(name, Values.of(rows)));
    Dataset examples = Dataset.of(parts, Map.of());
    for (TensorSpec input : signature.inputs()) {
      long given = examples.inputs().get(input.name()).shape().size();
      if (given != input.shape().tail().size()) {
        throw new ShapeException(
            "An example has %d numbers in %s, but got %d; the signature is %s"
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

  private float[][] rows(String output, Values values, int examples) {
    if (values.shape().numDimensions() == 0
        || values.shape().get(0) != examples
        || values.type() == ValueType.STRING) {
      throw FloatFunction.unfit(
          "gives numbers in a row for each example as %s".formatted(output), signature);
    }
    return values.rows();
  }
}
