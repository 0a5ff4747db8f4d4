package dev.lamina.persist;

import dev.lamina.data.ValueType;
import dev.lamina.data.Values;
import dev.lamina.layer.ShapeException;
import dev.lamina.spec.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tensorflow.ndarray.Shape;

/**
 * A function of a SavedModel: what it is called, takes and gives.
 *
 * @param name such as {@code serving_default}
 * @param inputs in the order of their names
 * @param outputs in the order of their names
 */
public record Signature(String name, List<TensorSpec> inputs, List<TensorSpec> outputs) {

  public Signature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The signature of this name among some. */
  public static Optional<Signature> named(String name, List<Signature> signatures) {
    return signatures.stream().filter(signature -> signature.name().equals(name)).findFirst();
  }

  /**
   * The signature of this name.
   *
   * @throws IllegalArgumentException if there is none; names the nearest, and shows all
   */
  public static Signature get(String name, List<Signature> signatures) {
    return named(name, signatures)
        .orElseThrow(() -> new IllegalArgumentException(unknown(name, signatures)));
  }

  private static String unknown(String name, List<Signature> signatures) {
    List<String> names = signatures.stream().map(Signature::name).toList();
    return names.isEmpty()
        ? "There is no signature \"%s\": the model has none at all.".formatted(name)
        : "There is no signature \"%s\"; did you mean %s? There are%n%s"
            .formatted(name, Nearest.of(name, names), lines(signatures));
  }

  /** The signatures, one in each line. */
  public static String lines(List<Signature> signatures) {
    return signatures.stream().map(Signature::toString).collect(Collectors.joining("\n"));
  }

  /**
   * Checks that these values can be given to the signature.
   *
   * @throws IllegalArgumentException if one is missing, unknown or of another type; shows the
   *     signature
   * @throws ShapeException if one is of another shape; shows the signature
   */
  public void check(Map<String, Values> values) {
    List<String> names = inputs.stream().map(TensorSpec::name).toList();
    if (!values.keySet().equals(new TreeSet<>(names))) {
      throw new IllegalArgumentException(
          "%s takes the inputs %s, but got %s; the signature is %s"
              .formatted(name, names, new TreeSet<>(values.keySet()), this));
    }
    inputs.forEach(input -> check(input, Objects.requireNonNull(values.get(input.name()))));
    if (readable().isEmpty()) {
      throw new IllegalArgumentException(
          "%s gives %s, types that Lamina does not read; the signature is %s"
              .formatted(name, list(outputs), this));
    }
  }

  /** The outputs of which there are {@link Values}, which complex numbers are none, say. */
  public List<TensorSpec> readable() {
    return outputs.stream().filter(output -> ValueType.holding(output.type()).isPresent()).toList();
  }

  private void check(TensorSpec input, Values values) {
    if (!input.hasTypeOf(values)) {
      throw new IllegalArgumentException(mismatch(input, values));
    }
    if (!input.hasShapeOf(values)) {
      throw new ShapeException(mismatch(input, values));
    }
  }

  private String mismatch(TensorSpec input, Values values) {
    String advice =
        input.type().equals("string") && values.type() == ValueType.UINT8
            ? " Values.ofBytes makes a string of bytes;"
            : "";
    return "%s takes %s, but got %s;%s the signature is %s"
        .formatted(name, input, values, advice, this);
  }

  /** {@code serving_default(input: float32 [?, 784]) -> (output: float32 [?, 10])}. */
  @Override
  public String toString() {
    return name + list(inputs) + " -> " + list(outputs);
  }

  private static String list(List<TensorSpec> specs) {
    return specs.stream().map(TensorSpec::toString).collect(Collectors.joining(", ", "(", ")"));
  }

  /**
   * An input or an output of a signature.
   *
   * @param name by which it is given or found
   * @param type TensorFlow's name of it, such as {@code float32}; not every one is a {@link
   *     dev.lamina.data.ValueType}
   * @param shape with {@link Shape#UNKNOWN_SIZE} where any size will do; of an unknown number of
   *     dimensions if any rank will do
   */
  public record TensorSpec(String name, String type, Shape shape) {

    /** Whether the values have this type, or are float32 for one of half the bits. */
    boolean hasTypeOf(Values values) {
      return values.type().toString().equals(type)
          || (List.of("half", "bfloat16").contains(type) && values.type() == ValueType.FLOAT32);
    }

    /** Whether the values have this shape. */
    boolean hasShapeOf(Values values) {
      return shape.isCompatibleWith(values.shape());
    }

    /** {@code input: float32 [?, 784]}. */
    @Override
    public String toString() {
      return "%s: %s %s".formatted(name, type, sizes());
    }

    /** The shape as one reads it: {@code [?, 784]}, or {@code any}. */
    public String sizes() {
      if (shape.isUnknown()) {
        return "any";
      }
      return Arrays.stream(shape.asArray())
          .mapToObj(size -> size == Shape.UNKNOWN_SIZE ? "?" : String.valueOf(size))
          .collect(Collectors.joining(", ", "[", "]"));
    }
  }
}
