package dev.lamina.serving;

import dev.lamina.data.Dataset;
import dev.lamina.data.Source;
import dev.lamina.data.ValueType;
import dev.lamina.persist.Signature;
import dev.lamina.persist.Signature.TensorSpec;
import java.util.List;
import java.util.Optional;
import org.tensorflow.ndarray.Shape;

/**
 * A signature that makes floats of floats, one example or a batch of them at a time.
 *
 * @param signature the signature
 * @param input its only one, whose first axis counts the examples
 * @param output the one that counts
 */
record FloatFunction(Signature signature, TensorSpec input, TensorSpec output) {
  private static final String DEFAULT = "serving_default";

  /** What exports call the prediction itself, beside labels and probabilities. */
  private static final String OUTPUT = "output";

  /**
   * Chooses the signature and its output.
   *
   * @throws IllegalStateException if there is no such, or it takes or gives something else
   */
  static FloatFunction of(List<Signature> signatures, Loading loading) {
    Signature signature = signature(signatures, loading.signature());
    if (signature.inputs().size() != 1) {
      throw unfit("has one input", signature);
    }
    TensorSpec input = signature.inputs().get(0);
    if (!input.type().equals(ValueType.FLOAT32.toString()) || !isBatch(input.shape())) {
      throw unfit("takes float32 in a shape whose first size alone may be unknown", signature);
    }
    TensorSpec output = output(signature, loading.output());
    if (!ValueType.holding(output.type()).equals(Optional.of(ValueType.FLOAT32))) {
      throw unfit("gives float32", signature);
    }
    return new FloatFunction(signature, input, output);
  }

  static Signature signature(List<Signature> signatures, Optional<String> wanted) {
    String name = wanted.orElse(signatures.size() == 1 ? signatures.get(0).name() : DEFAULT);
    return Signature.named(name, signatures)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "predict wants the signature \"%s\", but there are %s; name one with Loading.signature, or use call."
                        .formatted(name, signatures)));
  }

  private static TensorSpec output(Signature signature, Optional<String> wanted) {
    List<TensorSpec> outputs = candidates(signature, wanted);
    if (outputs.size() != 1) {
      throw new IllegalStateException(
          "predict gives one output, but %s; name one of them with Loading.output, or use call."
              .formatted(
                  wanted
                      .map(name -> "there is no \"%s\" in %s".formatted(name, signature))
                      .orElse("there are several in " + signature)));
    }
    return outputs.get(0);
  }

  /** The output of the name; without one the only output, else the one that exports call output. */
  private static List<TensorSpec> candidates(Signature signature, Optional<String> wanted) {
    List<TensorSpec> outputs = signature.outputs();
    String name = wanted.orElse(outputs.size() == 1 ? outputs.get(0).name() : OUTPUT);
    List<TensorSpec> named = outputs.stream().filter(output -> output.name().equals(name)).toList();
    return named.isEmpty() && wanted.isEmpty() ? outputs : named;
  }

  /** Whether the first size is open or 1, and all others are known. */
  static boolean isBatch(Shape shape) {
    return !shape.isUnknown()
        && shape.numDimensions() > 0
        && (shape.get(0) == Shape.UNKNOWN_SIZE || shape.get(0) == 1)
        && !shape.tail().hasUnknownDimension();
  }

  static IllegalStateException unfit(String wanted, Signature signature) {
    return new IllegalStateException(
        "predict needs a signature that %s, but there is %s; use call."
            .formatted(wanted, signature));
  }

  /** The shape of one example. */
  Shape example() {
    return input.shape().tail();
  }

  /** Whether a call takes any number of examples and gives something for each. */
  boolean takesMany() {
    return input.shape().get(0) == Shape.UNKNOWN_SIZE
        && (output.shape().isUnknown()
            || (output.shape().numDimensions() > 0 && output.shape().get(0) == Shape.UNKNOWN_SIZE));
  }

  /** The examples in rows, which are not copied: those who gave them wait for the predictions. */
  Dataset dataset(float[][] examples) {
    return Dataset.from(new ExampleRows(examples, example()));
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record ExampleRows(float[][] rows, Shape xShape) implements Source {

    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public Shape yShape() {
      return Shape.of(0);
    }

    @Override
    public void x(int row, float[] into, int offset) {
      System.arraycopy(rows[row], 0, into, offset, rows[row].length);
    }

    @Override
    public void y(int row, float[] into, int offset) {}
  }
}
