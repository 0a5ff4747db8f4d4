package dev.lamina.view.report;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.data.Dataset;
import dev.lamina.data.Mnist;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.view.report.Report.Section;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class TrainingReportTest {

  @Test
  void showsAClassifierOfPictures() {
    Dataset train = Mnist.train().labels(0, 1).take(200).concat(Mnist.train().labels(1).take(200));
    Dataset test = Mnist.test().labels(0, 1).take(50);
    Sequential network = Sequential.of(Shape.of(784), dense(2), dense(1), sigmoid());
    try (Model model = network.compile(sgd(0.1f), binaryCrossentropy(), binaryAccuracy())) {
      History history = model.fit(train.batch(50), epochs(2).validationSplit(0.1));

      Report report =
          TrainingReport.of(model, history).train(train).test(test).command("me --now").report();

      assertThat(report.sections())
          .extracting(Section::title)
          .containsExactly(
              "The result",
              "The training",
              "The network",
              "The data",
              "What is recognized",
              "What the first layer looks for",
              "Provenance");
      assertThat(report.html())
          .contains("<th scope=\"row\">validation</th>", "<th scope=\"row\">test</th>")
          .contains("<td class=\"words\">me --now</td>")
          .contains("SHA-256 " + train.sha256(), "SHA-256 " + test.sha256());
    }
  }

  @Test
  void leavesOutWhatARegressionHasNot() {
    Dataset data = Dataset.of(new float[][] {{1}, {2}}, new float[] {2, 4});
    try (Model model =
        Sequential.of(Shape.of(1), dense(1)).compile(sgd(0.1f), meanSquaredError())) {
      History history = model.fit(data.batch(2), epochs(1));

      assertThat(TrainingReport.of(model, history).train(data).test(data).report().sections())
          .extracting(Section::title)
          .containsExactly("The result", "The training", "The network", "Provenance");
      assertThat(TrainingReport.of(model, history).report().html())
          .contains("Report of a training");
    }
  }
}
