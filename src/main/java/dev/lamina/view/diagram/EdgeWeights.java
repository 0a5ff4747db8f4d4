package dev.lamina.view.diagram;

import dev.lamina.layer.FloatArray;
import dev.lamina.view.diagram.Chain.Transform;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;

/**
 * The weights of dense layers as the labels of edges.
 *
 * @param values by name, such as {@code dense/kernel}; other transforms have none
 */
record EdgeWeights(Map<String, FloatArray> values) {
  private static final MathContext DIGITS = new MathContext(4);

  /** By what a feature is multiplied, from 1, in the sum that is a feature of the transform. */
  Term kernel(Transform transform, long from, long to) {
    return label(transform, "kernel", (from - 1) * transform.shape().size() + to - 1);
  }

  /** By what the constant 1 is multiplied. */
  Term bias(Transform transform, long to) {
    return label(transform, "bias", to - 1);
  }

  private Term label(Transform transform, String weight, long index) {
    FloatArray array = values.get(transform.placed().name() + "/" + weight);
    return array == null || !transform.isDense()
        ? Term.empty()
        : Term.number(text(array.values()[Math.toIntExact(index)]));
  }

  /** A number of at most four digits. */
  private static String text(float number) {
    double size = Math.abs(number);
    boolean plain = number == 0 || (size >= 1e-3 && size < 1e5);
    String text =
        plain
            ? new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString()
            : String.format(Locale.ROOT, "%.2e", number);
    return text.replace('-', '−');
  }
}
