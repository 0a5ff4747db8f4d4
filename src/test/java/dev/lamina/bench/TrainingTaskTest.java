package dev.lamina.bench;

import static dev.lamina.model.Fit.epochs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.lamina.Npy;
import dev.lamina.data.Dataset;
import dev.lamina.data.Mnist;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import org.junit.jupiter.api.Test;

/** The points and the first losses of the regression, against PyTorch's. */
class TrainingTaskTest {
  private static final TrainingTask REGRESSION =
      TrainingTask.of(Workload.REGRESS500, Mnist::folder);

  @Test
  void theRegressionHasPytorchsPoints() {
    Dataset points = REGRESSION.batches().dataset();
    float[] x = new float[100];
    float[] y = new float[100];
    points.readX(0, 100, x);
    points.readY(0, 100, y);

    assertThat(x).isEqualTo(Npy.reference("regress500-init-x"));
    assertThat(y).isEqualTo(Npy.reference("regress500-init-y"));
  }

  @Test
  void theRegressionHasPytorchsLosses() {
    float[] wanted = Npy.reference("regress500-losses");

    try (Model model = REGRESSION.network().compile(REGRESSION.settings())) {
      History history = model.fit(REGRESSION.batches(), epochs(1000));

      for (int i = 0; i < 100; i++) {
        assertThat(history.losses()[i])
            .as("loss of update %s", i + 1)
            .isCloseTo(wanted[i], withPercentage(0.01));
      }
      assertThat(history.finalLoss()).isCloseTo(9.58e-5f, withPercentage(5));
    }
  }
}
