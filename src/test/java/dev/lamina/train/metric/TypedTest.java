package dev.lamina.train.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedTest {

  @ParameterizedTest
  @CsvSource({
    "MeanSquaredError, meanSquaredError",
    "Hinge, hinge",
    "KLDivergence, klDivergence",
    "AUC, auc",
    "R2Score, r2Score",
    "'', ''"
  })
  void beginsWithASmallLetterOrAbbreviation(String type, String name) {
    Typed typed =
        new Typed() {
          @Override
          public String type() {
            return type;
          }
        };

    assertThat(typed.name()).isEqualTo(name);
  }
}
