package dev.lamina.engine;

import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.text.Messages;
import java.util.function.Supplier;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;

/**
 * Builds the parts of a graph that users may have written, so that errors name the part: neither
 * TensorFlow's messages nor a loss that was broadcast do.
 */
public final class Building {
  private Building() {}

  /**
   * What a part builds.
   *
   * @param part for messages, such as {@code Layer 2 (Scale)}
   * @throws ShapeException if TensorFlow refuses an op of it
   */
  static <T> T of(String part, Supplier<T> builder) {
    try {
      return builder.get();
    } catch (RuntimeException e) {
      if (!isOfTensorFlow(e)) {
        throw e;
      }
      throw new ShapeException(
          "%s cannot be built; look at the shapes that its ops take. TensorFlow says: %s"
              .formatted(part, Messages.firstLine(e)),
          e);
    }
  }

  /**
   * Checks what a part has built, as far as its shape is known.
   *
   * @param part for the message
   * @param reason why its shape must be the wanted one, and what to do
   */
  static void check(String part, Operand<?> built, Shape wanted, String reason) {
    if (!built.shape().isCompatibleWith(wanted)) {
      throw new ShapeException(
          "%s gives the shape %s for %s: %s"
              .formatted(part, Shapes.text(built.shape()), Shapes.text(wanted), reason));
    }
  }

  /** TensorFlow's exceptions share a package and no class: some extend the JDK's. */
  public static boolean isOfTensorFlow(RuntimeException e) {
    return e.getClass().getPackage().equals(TensorFlowException.class.getPackage());
  }
}
