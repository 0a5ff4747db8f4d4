package dev.lamina.model;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.prepare.Columns.category;
import static dev.lamina.prepare.Columns.discretized;
import static dev.lamina.prepare.Columns.hashed;
import static dev.lamina.prepare.Columns.numeric;
import static dev.lamina.prepare.Columns.text;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Csv;
import dev.lamina.data.CsvFormat;
import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.Pipeline;
import dev.lamina.data.Table;
import dev.lamina.data.Values;
import dev.lamina.layer.ShapeException;
import dev.lamina.prepare.Columns;
import dev.lamina.prepare.OutputMode;
import dev.lamina.prepare.Preparation;
import dev.lamina.serving.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class TableModelTest {
  private static final Table PENGUINS = Csv.read(Path.of("datasets", "penguins.csv"));

  @TempDir private Path folder;

  @Test
  void isTrainedSavedExportedAndServedWithRawRows() {
    Table.Halves parts = PENGUINS.shuffle(1).split(0.8);
    Preparation prepared =
        Columns.of(
                numeric("bill_length_mm"),
                numeric("bill_depth_mm"),
                discretized("flipper_length_mm", 5),
                category("island"),
                hashed("sex", 4))
            .adapt(parts.first(), "species");
    Map<String, Object> row = new HashMap<>(Map.of("bill_length_mm", 47.5, "bill_depth_mm", 14.2));
    row.put("flipper_length_mm", null);
    row.put("island", "Elsewhere");
    row.put("sex", "");

    RowPrediction before;
    try (TableModel model = classifier(prepared)) {
      model.fit(
          parts.first(), 16, epochs(30).checkpoint(Checkpoints.in(folder.resolve("checkpoints"))));
      List<RowPrediction> predicted = model.predict(parts.second());
      long right = 0;
      for (int i = 0; i < predicted.size(); i++) {
        right += predicted.get(i).label().equals(parts.second().column("species").text(i)) ? 1 : 0;
      }
      assertThat(right).isGreaterThan(predicted.size() * 9L / 10);
      before = model.predict(row);
      assertThat(before.classes()).containsOnlyKeys("Adelie", "Chinstrap", "Gentoo");
      model.save(folder.resolve("saved"));
      model.export(folder.resolve("exported"));
    }

    try (Model numbers = Model.load(folder.resolve("saved"))) {
      numbers.save(folder.resolve("again"));
    }
    for (String saved : List.of("saved", "checkpoints", "again")) {
      try (TableModel loaded = TableModel.load(folder.resolve(saved))) {
        assertThat(loaded.preparation()).isEqualTo(prepared);
        assertThat(loaded.predict(row)).isEqualTo(before);
      }
    }
    try (Predictor served = Predictor.load(folder.resolve("exported"))) {
      Map<String, Values> answer = served.predictAll(Table.ofRows(List.of(row)));
      assertThat(Objects.requireNonNull(answer.get("label")).flat(String[].class))
          .containsExactly(before.label());
      assertThat(Objects.requireNonNull(answer.get("probability")).flat(float[].class)[0])
          .isCloseTo(before.value(), within(1e-5f));
      assertThat(served.signature().inputs().toString())
          .contains("island: string [?, 1]", "bill_depth_mm: float32 [?, 1]");
    }
  }

  private static TableModel classifier(Preparation prepared) {
    Sequential network =
        Sequential.of(
            prepared.inputShape(), dense(16), relu(), dense(prepared.classes().size()), softmax());
    return TableModel.of(prepared, network.compile(adam(0.01f), sparseCategoricalCrossentropy()));
  }

  @Test
  void trainsOnAFileAsOnATableInMemory() throws IOException {
    StringBuilder text = new StringBuilder("size,kind,price\n");
    for (int i = 0; i < 25_000; i++) {
      text.append(i % 7).append(i % 2 == 0 ? ",small," : ",large,");
      text.append(i == 11_000 ? "" : i % 7 + i % 2).append('\n');
    }
    Path file = Files.writeString(folder.resolve("prices.csv"), text);
    CsvFormat format = CsvFormat.standard();
    Preparation prepared =
        Columns.of(numeric("size"), category("kind")).adapt(Csv.head(file, format, 1000), "price");
    Dataset all = prepared.dataset(Csv.read(file).dropMissing("price"));
    Pipeline streamed = prepared.pipeline(file, format);

    assertThat(streamed.toDataset().fingerprint()).isEqualTo(all.fingerprint());
    assertThat(streamed.toDataset().size()).isEqualTo(24_999);
    Preparation kinds = Columns.of(numeric("size")).adapt(Csv.head(file, format, 1000), "kind");
    Files.writeString(file, "1,medium,3\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> kinds.pipeline(file, format).toDataset())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Among the rows from 20001 to 25001: ")
        .hasMessageContaining("medium");
    Files.writeString(file, "2,large,much\n", StandardOpenOption.APPEND);
    assertThatThrownBy(streamed::toDataset)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 25003")
        .hasMessageContaining("\"much\" is no number");
  }

  @Test
  void predictsNumbersInTheirOwnScale() {
    Table rows = PENGUINS.dropMissing("body_mass_g");
    Preparation prepared =
        Columns.of(numeric("flipper_length_mm"), category("species")).adapt(rows, "body_mass_g");
    Sequential network = Sequential.of(prepared.inputShape(), dense(8), relu(), dense(1));
    Map<String, Object> gentoo = Map.of("flipper_length_mm", 217, "species", "Gentoo");

    try (TableModel model =
        TableModel.of(prepared, network.compile(adam(0.01f), meanSquaredError()))) {
      model.fit(rows, 16, epochs(20));
      float grams = model.predict(gentoo).value();
      assertThat(grams).isBetween(4700f, 5500f);
      model.export(folder.resolve("exported"));
      try (Predictor served = Predictor.load(folder.resolve("exported"))) {
        Map<String, Values> answer = served.predictAll(Table.ofRows(List.of(gentoo)));
        assertThat(Objects.requireNonNull(answer.get("output")).flat(float[].class)[0])
            .isCloseTo(grams, within(0.1f));
      }
    }
  }

  @Test
  void tellsReviewsApartByTheirWords() {
    List<Map<String, Object>> rows = new ArrayList<>();
    String[] good = {"great", "lovely", "fine"};
    String[] bad = {"awful", "boring", "bad"};
    for (int i = 0; i < 60; i++) {
      String word = i % 2 == 0 ? good[i % 3] : bad[i % 3];
      rows.add(Map.of("review", "A " + word + " film, really!", "liked", i % 2 == 0));
    }
    Table reviews = Table.ofRows(rows);
    Preparation prepared =
        Columns.of(text("review").outputMode(OutputMode.TF_IDF)).adapt(reviews, "liked");
    Sequential network = Sequential.of(prepared.inputShape(), dense(1), sigmoid());

    try (TableModel model =
        TableModel.of(prepared, network.compile(adam(0.1f), binaryCrossentropy()))) {
      model.fit(reviews, 16, epochs(20));
      Map<String, Object> row = Map.of("review", "GREAT, lovely");
      assertThat(model.predict(row).label()).isEqualTo("true");
      model.export(folder.resolve("exported"));
      try (Predictor served = Predictor.load(folder.resolve("exported"))) {
        Map<String, Values> answer = served.predictAll(Table.ofRows(List.of(row)));
        assertThat(Objects.requireNonNull(answer.get("label")).flat(String[].class))
            .containsExactly("true");
      }
    }
  }

  @Test
  void saysWhatDoesNotFit() {
    assertThatThrownBy(() -> Columns.of(numeric("island")).adapt(PENGUINS, "species"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Column \"island\" has texts such as \"Biscoe\", no numbers");
    assertThatThrownBy(() -> Columns.of(category("island")).adapt(PENGUINS, "spezies"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("did you mean species?");
    assertThatThrownBy(() -> Columns.of(category("bill_length_mm")).adapt(PENGUINS, "species"))
        .hasMessageContaining("numbers with decimals, which are no categories");
    assertThatThrownBy(() -> Columns.of(numeric("body_mass_g")).adapt(PENGUINS, "sex"))
        .hasMessageContaining("row 3 has none; leave such rows out by dropMissing(\"sex\")");
    Table empty = Table.ofRows(List.of(Map.of("a", "", "b", "x"), Map.of("a", "", "b", "y")));
    assertThatThrownBy(() -> Columns.of(numeric("a")).adapt(empty, "b"))
        .hasMessageContaining("Column \"a\" has no value in any of the 2 rows");

    Preparation prepared = Columns.of(numeric("body_mass_g")).adapt(PENGUINS, "species");
    Table wrong = Table.ofRows(List.of(Map.of("body_mass_g", "heavy", "species", "Emperor")));
    assertThatThrownBy(() -> prepared.inputs(wrong)).hasMessageContaining("row 0 has \"heavy\"");
    assertThatThrownBy(() -> prepared.dataset(wrong))
        .hasMessageContaining("Row 0: There is no class \"Emperor\"");
    assertThatThrownBy(() -> prepared.inputs(PENGUINS.select("island")))
        .hasMessageContaining("There is no column \"body_mass_g\"");
    Model model =
        Sequential.of(Shape.of(7), dense(3), softmax())
            .compile(adam(), sparseCategoricalCrossentropy());
    try (model) {
      assertThatThrownBy(() -> TableModel.of(prepared, model))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("The columns give x [1], but the network takes");
    }
  }

  @Test
  void feedsNamedInputsOfAGraph() {
    Preparation prepared =
        Columns.of(numeric("body_mass_g"))
            .input("island", category("island").outputMode(OutputMode.INT))
            .adapt(PENGUINS, "species");

    assertThat(prepared.dataset(PENGUINS).inputs().names()).containsExactly("island", "x");
  }
}
