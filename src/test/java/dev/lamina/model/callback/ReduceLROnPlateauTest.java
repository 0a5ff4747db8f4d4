package dev.lamina.model.callback;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.model.callback.Callbacks.reduceLROnPlateau;
import static dev.lamina.model.callback.Halving.TO_THREE;
import static dev.lamina.model.callback.Halving.number;
import static dev.lamina.model.callback.Halving.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.model.Callback;
import dev.lamina.model.Callback.FitInfo;
import dev.lamina.model.Epoch;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Monitor.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReduceLROnPlateauTest {

  /** The third epoch is the first that is not better: the fourth has half the rate. */
  @Test
  void lowersTheRateOfTheUpdatesThatFollow() {
    try (Model model = Halving.model(0.25f);
        Model before = Halving.model(0.25f);
        Model after = Halving.model(0.125f)) {
      History history =
          model.fit(
              TO_THREE,
              epochs(4)
                  .validation(number(2.4f))
                  .callback(reduceLROnPlateau("val_loss").factor(0.5).patience(1)));
      before.fit(TO_THREE, epochs(3));
      after.setWeights(before.weights());
      after.fit(TO_THREE, epochs(1));

      assertThat(history.epochs().stream().map(Epoch::learningRate))
          .containsExactly(0.25f, 0.25f, 0.25f, 0.125f);
      assertThat(weight(model)).isEqualTo(weight(after)).isEqualTo(2.8125f);
    }
  }

  /** Losses of the epochs, and after which ones Keras lowers the rate. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, '3 2 2 2', '3 4'",
    "1, 0, '3 2 2 2', '3 4'",
    "2, 0, '3 2 2 2 2 2', '4 6'",
    "2, 0, '3 2 2 1 1 1', '6'",
    "1, 2, '3 3 3 3 3 3 3', '2 4 6'",
    "1, 3, '3 3 3 3 3 3 3', '2 5'",
    "2, 2, '3 3 3 3 3 3 3 3', '3 6'",
    "2, 0, '3 2.95 2.92 2.89', '3'",
    "2, 0, 'NaN NaN 1', '2'",
  })
  void countsAsKeras(int patience, int cooldown, String losses, String lowered) {
    ReduceLROnPlateau callback =
        reduceLROnPlateau("val_loss").patience(patience).cooldown(cooldown).minDelta(0.1);
    double[] each = Arrays.stream(losses.split(" ")).mapToDouble(Double::parseDouble).toArray();
    List<String> epochs = new ArrayList<>();
    Callback watch = callback.begin(Halving.fit("loss", "val_loss"));
    for (int epoch = 1; epoch <= each.length; epoch++) {
      if (!watch.onEpochEnd(Halving.end(epoch, each[epoch - 1])).learningRates().isEmpty()) {
        epochs.add(Integer.toString(epoch));
      }
    }
    assertThat(String.join(" ", epochs)).isEqualTo(lowered);
  }

  @Test
  void stopsAtTheSmallestRate() {
    try (Model model = Halving.model(0.25f)) {
      History history =
          model.fit(
              TO_THREE,
              epochs(5)
                  .callback(
                      reduceLROnPlateau("loss")
                          .mode(Mode.MAX)
                          .factor(0.1)
                          .patience(1)
                          .minLearningRate(0.01)));

      assertThat(history.epochs().stream().map(Epoch::learningRate))
          .containsExactly(0.25f, 0.25f, 0.025f, 0.01f, 0.01f);
    }
  }

  @Test
  void needsAConstantRate() {
    FitInfo scheduled = Halving.scheduledFit();

    assertThatThrownBy(() -> reduceLROnPlateau("loss").begin(scheduled))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "reduceLROnPlateau sets the learning rate, but the optimizer's follows a schedule; compile with a constant learning rate, or leave one of the two out.");
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    assertThatThrownBy(() -> reduceLROnPlateau("loss").factor(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "reduceLROnPlateau needs a factor of more than 0 and less than 1, but got 1.0.");
    assertThatThrownBy(() -> reduceLROnPlateau("loss").cooldown(-1))
        .hasMessage("reduceLROnPlateau needs cooldown of at least 0, but got -1.");
    assertThatThrownBy(() -> reduceLROnPlateau("loss").minLearningRate(-0.5))
        .hasMessage("reduceLROnPlateau needs minLearningRate of at least 0, but got -0.5.");
  }
}
