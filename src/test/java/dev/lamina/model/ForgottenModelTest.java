package dev.lamina.model;

import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Warnings;
import dev.lamina.engine.NativeOwner;
import dev.lamina.serving.Predictor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not closed is freed when it is collected. */
class ForgottenModelTest {
  private static final int LONGEST_WAIT_MILLIS = 10_000;

  @Test
  void aModelIsFreedWithAWarningThatSaysWhereItWasMade() throws InterruptedException {
    try (Warnings warnings = new Warnings(NativeOwner.class)) {
      forget();

      assertThat(collected(warnings))
          .startsWith("A model was never closed")
          .contains("ForgottenModelTest.forget");
    }
  }

  private static void forget() {
    Samples.regression().compile(sgd(0.01f), meanSquaredError()).predict(1);
  }

  @Test
  void soIsAPredictor(@TempDir Path folder) throws InterruptedException {
    try (Model model = Samples.regression().compile(sgd(0.01f), meanSquaredError());
        Warnings warnings = new Warnings(NativeOwner.class)) {
      model.export(folder.resolve("exported"));
      Predictor.load(folder.resolve("exported")).predict(1);

      assertThat(collected(warnings)).startsWith("A predictor was never closed");
    }
  }

  @Test
  void oneThatIsClosedIsNoMatter() throws InterruptedException {
    try (Warnings warnings = new Warnings(NativeOwner.class)) {
      Samples.regression().compile(sgd(0.01f), meanSquaredError()).close();
      forget();

      collected(warnings);
      assertThat(warnings.texts()).hasSize(1);
    }
  }

  /** The first warning, which comes some time after nothing refers to the model any more. */
  private static String collected(Warnings warnings) throws InterruptedException {
    for (int waited = 0; warnings.texts().isEmpty() && waited < LONGEST_WAIT_MILLIS; waited += 20) {
      System.gc();
      Thread.sleep(20);
    }
    return warnings.texts().get(0);
  }
}
