package dev.lamina.model;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.data.Batches;
import dev.lamina.io.FileException;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Pass;
import dev.lamina.persist.Checkpoint;
import dev.lamina.spec.SpecException;
import dev.lamina.spec.Specs;
import dev.lamina.spec.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Models that outlive the process. */
class ModelCheckpointTest {
  private static final Settings SETTINGS =
      Settings.of(adam(0.01f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())
          .seed(3);

  @TempDir private Path folder;

  @Test
  void aLoadedModelTrainsOnToTheSameBits() {
    Batches batches = Samples.corners(50).shuffle(4).batch(8);
    try (Model whole = Samples.droppingClassifier().compile(SETTINGS);
        Model begun = Samples.droppingClassifier().compile(SETTINGS)) {
      whole.fit(batches, epochs(5));
      begun.fit(batches, epochs(2));
      begun.save(folder);

      try (Model loaded = Model.load(folder)) {
        History rest = loaded.fit(batches, epochs(3));

        assertThat(rest.epochs().get(0).number()).isEqualTo(3);
        whole
            .weights()
            .forEach((name, values) -> assertThat(loaded.weights()).containsEntry(name, values));
        assertThat(loaded.network()).isEqualTo(whole.network());
        assertThat(loaded.epochs()).isEqualTo(5);
      }
    }
  }

  @Test
  void aLoadedModelPredictsAndEvaluatesTheSame() {
    try (Model model = Samples.classifier().compile(SETTINGS)) {
      model.fit(Samples.corners(30).batch(8), epochs(2));
      model.save(folder);

      try (Model loaded = Model.load(folder)) {
        assertThat(loaded.predict(0.5f, 0.25f)).isEqualTo(model.predict(0.5f, 0.25f));
        assertThat(loaded.evaluate(Samples.corners(30)))
            .isEqualTo(model.evaluate(Samples.corners(30)));
      }
    }
  }

  @Test
  void layersOfAUsersOwnAreNamedBySpecs() {
    Specs specs = TrainingSpec.specs().with(Layer.class, Type.of(new Doubled(2)));
    Sequential network = Sequential.of(Shape.of(1), new Doubled(3));
    try (Model model = network.compile(Settings.of(sgd(0.1f), meanSquaredError()))) {
      assertThatThrownBy(() -> model.save(folder)).isInstanceOf(SpecException.class);

      model.save(folder, specs);

      try (Model loaded = Model.load(folder, specs, settings -> settings)) {
        assertThat(loaded.predict(5)).containsExactly(15);
      }
      assertThatThrownBy(() -> Model.load(folder))
          .isInstanceOf(SpecException.class)
          .hasMessageStartingWith(
              folder + ": layers[0]: there is no layer \"Doubled\"; did you mean")
          .hasMessageEndingWith(
              "Types of one's own are given to Model.load, as TrainingSpec.specs().with(Layer.class, Type.of(prototype)).");
    }
  }

  /** Multiplies. */
  record Doubled(float factor) implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return pass.tf().math.mul(input, pass.tf().constant(factor));
    }
  }

  @Test
  void refusesNumbersOfAnotherNetwork() {
    try (Model model = Samples.classifier().compile(SETTINGS)) {
      model.save(folder);
    }
    Checkpoint saved = Checkpoint.read(folder);
    new Checkpoint(saved.description(), Map.of()).write(folder);

    assertThatThrownBy(() -> Model.load(folder))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("The checkpoint's numbers are not those of its network");
  }

  @Test
  void anExportedModelPredictsTheSame() {
    try (Model model = Samples.classifier().compile(SETTINGS)) {
      model.fit(Samples.corners(30).batch(8), epochs(2));
      Path exported = folder.resolve("exported");

      model.export(exported);

      float[] want = model.predict(0.5f, 0.25f);
      try (SavedModelBundle bundle = SavedModelBundle.load(exported.toString(), "serve");
          TFloat32 x = TFloat32.tensorOf(Shape.of(1, 2), DataBuffers.of(0.5f, 0.25f));
          Result result = bundle.call(Map.of("input", x))) {
        TFloat32 output = (TFloat32) result.get("output").orElseThrow();
        for (int i = 0; i < want.length; i++) {
          assertThat(output.getFloat(0, i)).isCloseTo(want[i], within(1e-6f));
        }
      }
    }
  }

  @Test
  void aClosedModelIsNotSaved() {
    Model model = Samples.classifier().compile(SETTINGS);
    model.close();

    for (Runnable call : List.<Runnable>of(() -> model.save(folder), () -> model.export(folder))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed model");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "history | null",
        "history | [null]",
        "history | [{\"updates\": null}]",
        "history | [{\"updates\": -1}]",
        "epochs | -5",
        "updates | -7",
        "epochs | \"1\"",
        "learningRate | \"fast\"",
        "fit | {\"epochsBefore\": null}"
      })
  void refusesADescriptionThatIsNone(String name, String json) throws IOException {
    try (Model model = Samples.classifier().compile(SETTINGS)) {
      model.save(folder);
    }
    Checkpoint saved = Checkpoint.read(folder);
    ObjectNode description = saved.description().deepCopy();
    description.set(name, new ObjectMapper().readTree(json));
    new Checkpoint(description, saved.values()).write(folder);

    assertThatThrownBy(() -> Model.load(folder).close()).isInstanceOf(FileException.class);
  }

  @Test
  void drawsNoWeightsBeforeTheSavedOnesAreFoundToBeThose() throws IOException {
    try (Model model = Samples.classifier().compile(SETTINGS)) {
      model.save(folder);
    }
    Checkpoint saved = Checkpoint.read(folder);
    String vast =
        saved.description().toString().replaceFirst("\"units\":\\d+", "\"units\":1000000000");
    new Checkpoint(new ObjectMapper().readTree(vast), saved.values()).write(folder);

    assertThatThrownBy(() -> Model.load(folder).close())
        .isInstanceOf(FileException.class)
        .hasMessageContaining("not those of its network");
  }
}
