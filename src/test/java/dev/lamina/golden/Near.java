package dev.lamina.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

/** How near a value must come to the golden one. */
record Near(double absolute, double relative) {
  /** For single values and gradients. */
  static final Near VALUE = new Near(1e-5, 1e-4);

  /** For what many updates led to. */
  static final Near TRAINING = new Near(1e-4, 1e-3);

  void check(String what, float[] got, float[] want) {
    assertThat(got).as(what).hasSameSizeAs(want);
    for (int i = 0; i < want.length; i++) {
      // Not "greater than the bound", so that NaN fails.
      if (!(Math.abs((double) got[i] - want[i]) <= absolute + relative * Math.abs(want[i]))) {
        throw new AssertionError(
            String.format(Locale.ROOT, "%s[%d] is %s, Keras has %s", what, i, got[i], want[i]));
      }
    }
  }
}
