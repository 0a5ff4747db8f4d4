package dev.lamina.model;

import static dev.lamina.layer.Layers.batchNormalization;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.data.Batches;
import dev.lamina.network.Sequential;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class ResumeTest {
  @TempDir private Path folder;

  @Test
  void quick() {
    Sequential network =
        Sequential.of(
            Shape.of(2),
            dense(16),
            batchNormalization(),
            relu(),
            dropout(0.3f),
            dense(3),
            softmax());
    Settings settings =
        Settings.of(adam(0.01f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy());
    Batches batches = Samples.corners(50).shuffle(4).batch(8);
    Checkpoints checkpoints = Checkpoints.in(folder).keepLast(2);
    try (Model whole = network.compile(settings);
        Model first = network.compile(settings)) {
      History want = whole.fit(batches, epochs(5));
      first.fit(batches, epochs(2).checkpoint(checkpoints));
      try (Model second = network.compile(settings)) {
        History got = second.fit(batches, epochs(5).checkpoint(checkpoints.resume()));
        assertThat(got.losses()).isEqualTo(want.losses());
        assertThat(second.weights()).usingRecursiveComparison().isEqualTo(whole.weights());
        assertThat(List.of(folder.toFile().list())).contains("epoch-0005", "epoch-0004");
      }
    }
  }
}
