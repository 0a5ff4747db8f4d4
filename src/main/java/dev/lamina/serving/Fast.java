package dev.lamina.serving;

import dev.lamina.engine.PredictFunction;
import dev.lamina.layer.ShapeException;

/** What predict calls, how many numbers an example has, and the call. */
record Fast(FloatFunction function, long numbers, PredictFunction forward) {
  void check(float[] example) {
    if (example.length != numbers) {
      throw new ShapeException(
          "An example has %s numbers, but got %s; the signature is %s"
              .formatted(numbers, example.length, function.signature()));
    }
  }
}
