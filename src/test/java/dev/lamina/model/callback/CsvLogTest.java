package dev.lamina.model.callback;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.model.callback.Callbacks.csvLog;
import static dev.lamina.model.callback.Callbacks.onEpochEnd;
import static dev.lamina.model.callback.Halving.TO_THREE;
import static dev.lamina.model.callback.Halving.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.io.FileException;
import dev.lamina.model.Callback;
import dev.lamina.model.Callback.EpochEnd;
import dev.lamina.model.Decision;
import dev.lamina.model.Epoch;
import dev.lamina.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLogTest {
  @TempDir Path folder;

  @Test
  void hasALineForEachEpoch() throws IOException {
    Path file = folder.resolve("logs/run.csv");
    try (Model model = Halving.model(0.25f)) {
      model.fit(TO_THREE, epochs(2).validation(number(2)).callback(csvLog(file, false)));
    }

    assertThat(file)
        .hasContent(
            """
            epoch,loss,val_loss,learningRate
            1,4.0,0.0,0.25
            2,1.0,0.25,0.25
            """);
    assertThat(Files.readString(file)).endsWith("0.25\n");
  }

  @Test
  void isReplacedOrAppendedTo() {
    Path file = folder.resolve("run.csv");
    try (Model model = Halving.model(0.25f)) {
      model.fit(TO_THREE, epochs(2).callback(csvLog(file, false)));
      model.fit(TO_THREE, epochs(1).callback(csvLog(file, false)));
      model.fit(TO_THREE, epochs(1).callback(csvLog(file, true)));
    }

    assertThat(file)
        .hasContent(
            """
            epoch,loss,learningRate
            3,0.25,0.25
            4,0.0625,0.25
            """);
  }

  @Test
  void appendingBeginsAFileThatIsNotThereOrEmpty() throws IOException {
    Path absent = folder.resolve("absent.csv");
    Path empty = Files.createFile(folder.resolve("empty.csv"));
    try (Model model = Halving.model(0.25f)) {
      model.fit(TO_THREE, epochs(1).callback(csvLog(absent, true)).callback(csvLog(empty, true)));
    }

    assertThat(absent).hasContent("epoch,loss,learningRate\n1,4.0,0.25\n");
    assertThat(empty).hasSameTextualContentAs(absent);
  }

  @Test
  void appendsOnlyToALogOfTheSameValues() throws IOException {
    Path file = Files.writeString(folder.resolve("run.csv"), "epoch,loss,learningRate\n7,1,1\n");
    try (Model model = Halving.model(0.25f)) {
      assertThatThrownBy(
              () ->
                  model.fit(TO_THREE, epochs(1).validation(number(2)).callback(csvLog(file, true))))
          .isInstanceOf(FileException.class)
          .hasMessage(
              "The log %s has the columns [epoch, loss, learningRate], but this fit gives [epoch, loss, val_loss, learningRate]; take another file, or do not append."
                  .formatted(file));
      assertThat(model.epochs()).isZero();
    }
    assertThat(file).hasContent("epoch,loss,learningRate\n7,1,1\n");
  }

  @Test
  void appendsToNothingThatIsNoLog() throws IOException {
    Path file = Files.writeString(folder.resolve("run.csv"), "\"a\"x,b\n");
    try (Model model = Halving.model(0.25f)) {
      assertThatThrownBy(() -> model.fit(TO_THREE, epochs(1).callback(csvLog(file, true))))
          .isInstanceOf(FileException.class)
          .hasMessage(
              "The log %s cannot be added to: its first line is none of CSV; take another file, or do not append."
                  .formatted(file));
    }
    assertThat(file).hasContent("\"a\"x,b\n");
  }

  @Test
  void saysThatItsFileIsGone() {
    Path file = folder.resolve("run.csv");
    Callback deletes =
        onEpochEnd(
            end -> {
              assertThat(file.toFile().delete()).isTrue();
              return Decision.go();
            });
    try (Model model = Halving.model(0.25f)) {
      assertThatThrownBy(
              () -> model.fit(TO_THREE, epochs(9).callback(csvLog(file, false)).callback(deletes)))
          .isInstanceOf(FileException.class)
          .hasMessageStartingWith("The log %s cannot be written (".formatted(file))
          .hasMessageContaining("NoSuchFileException");
      assertThat(model.history().epochs()).as("what was learned stays").isNotEmpty();
    }
  }

  /** Its lines are there, whole, while the training goes on. */
  @Test
  void isReadableAtEveryMoment() {
    Path file = folder.resolve("run.csv");
    List<Integer> lines = new ArrayList<>();
    Callback reads =
        onEpochEnd(
            end -> {
              try {
                assertThat(Files.readString(file)).endsWith("\n");
                lines.add(Files.readAllLines(file).size());
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
              return Decision.go();
            });
    try (Model model = Halving.model(0.25f)) {
      model.fit(TO_THREE, epochs(3).callback(csvLog(file, false)).callback(reads));
    }

    assertThat(lines).containsExactly(2, 3, 4);
  }

  @Test
  void quotesWhatNeedsIt() {
    Path file = folder.resolve("run.csv");
    Callback log = csvLog(file, false).begin(Halving.fit("loss", "top(1, 2)"));
    Epoch epoch = new Epoch(1, 1, 1, Double.NaN, Map.of("top(1, 2)", 0.5), Map.of(), 1e-8f, 0);
    log.onEpochEnd(new EpochEnd(epoch, 1, 1, 1, 0));
    log.close();

    assertThat(file).hasContent("epoch,loss,\"top(1, 2)\",learningRate\n1,NaN,0.5,1.0E-8\n");
  }

  @Test
  void saysThatItCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "").resolve("run.csv");
    try (Model model = Halving.model(0.25f)) {
      assertThatThrownBy(() -> model.fit(TO_THREE, epochs(1).callback(csvLog(file, false))))
          .isInstanceOf(FileException.class)
          .hasMessageStartingWith("The log %s cannot be written (".formatted(file));
    }
  }
}
