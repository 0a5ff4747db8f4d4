package dev.lamina.model;

import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Warnings;
import dev.lamina.engine.NativeOwner;
import dev.lamina.serving.Predictor;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not closed is freed when it is collected. */
class ForgottenModelTest {
  private static final int LONGEST_WAIT_MILLIS = 10_000;

  @Test
  void aModelIsFreedWithAWarningThatSaysWhereItWasMade() throws InterruptedException {
    try (Warnings warnings = new Warnings(NativeOwner.class)) {
      forget();

      assertThat(collected(warnings, "forget")).startsWith("A model was never closed");
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
      forgetPredictor(folder.resolve("exported"));

      assertThat(collected(warnings, "forgetPredictor")).startsWith("A predictor was never closed");
    }
  }

  private static void forgetPredictor(Path exported) {
    Predictor.load(exported).predict(1);
  }

  @Test
  void oneThatIsClosedIsNoMatter() throws InterruptedException {
    try (Warnings warnings = new Warnings(NativeOwner.class)) {
      makeAndClose();
      forget();

      collected(warnings, "forget");
      System.gc();
      assertThat(warnings.texts()).noneMatch(text -> text.contains("makeAndClose"));
    }
  }

  private static void makeAndClose() {
    Samples.regression().compile(sgd(0.01f), meanSquaredError()).close();
  }

  @Test
  void memoryThatCannotBeFreedIsAnErrorOrAWarning() throws InterruptedException {
    NativeOwner closed = new NativeOwner(this, "thing", ForgottenModelTest::fail);
    assertThatThrownBy(closed::close).hasMessage("in use");
    try (Warnings warnings = new Warnings(NativeOwner.class)) {
      forgetWhatFails();

      assertThat(collected(warnings, "fail"))
          .startsWith("The native memory of a thing that was never closed cannot be freed.");
    }
  }

  private static void forgetWhatFails() {
    new NativeOwner(new Object(), "thing", ForgottenModelTest::fail);
  }

  private static void fail() {
    throw new IllegalStateException("in use");
  }

  /**
   * The warning of what a method here made, which comes some time after nothing refers to it any
   * more. Others may come first, of what earlier tests forgot.
   */
  private static String collected(Warnings warnings, String method) throws InterruptedException {
    String place = "ForgottenModelTest." + method + "(";
    for (int waited = 0; waited < LONGEST_WAIT_MILLIS; waited += 20) {
      System.gc();
      Thread.sleep(20);
      Optional<String> text = warnings.texts().stream().filter(t -> t.contains(place)).findFirst();
      if (text.isPresent()) {
        return text.get();
      }
    }
    throw new AssertionError("no warning of " + method + " within 10 s");
  }
}
