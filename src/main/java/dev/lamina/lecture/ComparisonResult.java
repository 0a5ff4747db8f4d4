package dev.lamina.lecture;

import static dev.lamina.text.Numbers.bytes;
import static dev.lamina.text.Numbers.count;
import static dev.lamina.text.Numbers.fixed;
import static dev.lamina.text.Numbers.rounded;
import static dev.lamina.text.Numbers.share;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.lamina.data.Dataset;
import dev.lamina.lecture.Comparison.Way;
import dev.lamina.model.Evaluation;
import dev.lamina.model.History;
import dev.lamina.model.Provenance;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a comparison found.
 *
 * @param comparison the comparison
 * @param rows one for each way that was trained, the last of which may be interrupted
 */
public record ComparisonResult(Comparison comparison, List<Row> rows) {
  private static final int PIXELS = 784;
  private static final int LABELS = 1;

  /** Accuracies that differ by less are nearly the same. */
  private static final double NEARLY = 0.005;

  public ComparisonResult {
    rows = List.copyOf(rows);
  }

  /**
   * What one way of training came to.
   *
   * @param name of the way
   * @param batch how many examples an update looked at
   * @param scored what the loss and the train accuracy are those of
   * @param trainCorrect how many training examples were recognized
   * @param testCorrect how many test examples were recognized, after the training
   * @param microsecondsPerUpdate the training's start and XLA's compiling shared out
   * @param batchBytes what a batch takes on the device: its pixels and labels as 32-bit floats.
   *     Weights, gradients and the layers' outputs are not counted; nor is that Lamina, where all
   *     examples fit in memory, hands TensorFlow all of them at once
   */
  public record Row(
      String name,
      int batch,
      int epochs,
      int updates,
      long examplesSeen,
      String scored,
      double finalLoss,
      long trainCorrect,
      double trainAccuracy,
      long testCorrect,
      double testAccuracy,
      double seconds,
      double microsecondsPerUpdate,
      long batchBytes,
      String execution,
      boolean interrupted,
      @JsonIgnore long trainExamples,
      @JsonIgnore History history) {

    static Row of(Way way, int batch, History history, Evaluation train, Evaluation test) {
      double trainAccuracy = train.metric("binaryAccuracy");
      double testAccuracy = test.metric("binaryAccuracy");
      return new Row(
          way.name(),
          batch,
          history.epochs().size(),
          history.updates(),
          history.examples(),
          way.score().toString(),
          train.loss(),
          Math.round(trainAccuracy * train.examples()),
          trainAccuracy,
          Math.round(testAccuracy * test.examples()),
          testAccuracy,
          history.seconds(),
          history.seconds() * 1e6 / history.updates(),
          (long) batch * (PIXELS + LABELS) * Float.BYTES,
          history.execution().toString(),
          history.interrupted(),
          train.examples(),
          history);
    }
  }

  /** Whether the comparison was interrupted before its last training ended. */
  public boolean interrupted() {
    return rows.size() < comparison.ways().size() || rows.stream().anyMatch(Row::interrupted);
  }

  /** The table and what to see in it, at most 120 columns wide. */
  public String text() {
    return table() + "\n" + closing();
  }

  /** What was found: a row for each way. */
  Table table() {
    Table table =
        Table.of(
            Column.left(""),
            Column.right("batch"),
            Column.right("epochs"),
            Column.right("updates"),
            Column.right("examples\nseen"),
            Column.right("final\nloss"),
            Column.right("train accuracy"),
            Column.right("test\naccuracy"),
            Column.right("seconds"),
            Column.right("µs per\nupdate"),
            Column.right("batch\nmemory"));
    for (Row row : rows) {
      table =
          table.row(
              row.name() + (row.interrupted() ? " *" : ""),
              count(row.batch()),
              count(row.epochs()),
              count(row.updates()),
              count(row.examplesSeen()),
              fixed(row.finalLoss(), 4),
              "%d/%d = %s"
                  .formatted(
                      row.trainCorrect(), row.trainExamples(), fixed(row.trainAccuracy(), 4)),
              fixed(row.testAccuracy(), 4),
              fixed(row.seconds(), 2),
              rounded(row.microsecondsPerUpdate()),
              bytes(row.batchBytes()));
    }
    return table;
  }

  /** What to see in the table, or what is missing in it. */
  String closing() {
    if (interrupted()) {
      boolean within = rows.stream().anyMatch(Row::interrupted);
      return "Interrupted %s %s; %d of %d trainings were finished.\n"
          .formatted(
              within ? "during" : "after",
              rows.get(rows.size() - 1).name(),
              rows.size() - (within ? 1 : 0),
              comparison.ways().size());
    }
    Optional<Row> full = row(Way.fullBatch(1));
    Optional<Row> mini = row(Way.miniBatch(1, 1));
    return full.isPresent() && mini.isPresent() ? conclusion(full.get(), mini.get()) : "";
  }

  private Optional<Row> row(Way way) {
    return rows.stream().filter(row -> row.name().equals(way.name())).findFirst();
  }

  private static String conclusion(Row full, Row mini) {
    int updates = full.updates();
    boolean nearly = Math.abs(full.trainAccuracy() - mini.trainAccuracy()) < NEARLY;
    String made =
        updates == mini.updates()
            ? updates == 1 ? "1 update each" : "the same " + count(updates) + " updates"
            : count(updates) + " and " + count(mini.updates()) + " updates";
    return """
        With %s, full batch and mini-batch come to %s (%s and %s);
        the mini-batch needs %s memory and took %s time.
        """
        .formatted(
            made,
            nearly ? "nearly the same train accuracy" : "different train accuracies",
            fixed(full.trainAccuracy(), 4),
            fixed(mini.trainAccuracy(), 4),
            share((double) mini.batchBytes(), (double) full.batchBytes()),
            share(mini.seconds(), full.seconds()));
  }

  /**
   * The result as it is written for programs: settings and provenance, then a row for each way.
   *
   * @param provenance what made it
   */
  public Json json(Provenance provenance) {
    Dataset train = comparison.train();
    Dataset test = comparison.test();
    return new Json(
        provenance.commandLine(),
        provenance.time().toString(),
        comparison.seed(),
        comparison.device().toString(),
        comparison.jit().name().toLowerCase(Locale.ROOT),
        new Json.Data(train.size(), train.sha256(), test.size(), test.sha256()),
        new Json.Versions(provenance.lamina(), provenance.tensorflow(), provenance.java()),
        provenance.system(),
        provenance.processors(),
        interrupted(),
        rows);
  }

  /** A result as Jackson writes it. */
  public record Json(
      String command,
      String time,
      long seed,
      String device,
      String jit,
      Data data,
      Versions versions,
      String system,
      int processors,
      boolean interrupted,
      List<Row> rows) {

    /** The examples to learn from and to test with. */
    record Data(int trainExamples, String trainSha256, int testExamples, String testSha256) {}

    /** What computed the result. */
    record Versions(String lamina, String tensorflow, String java) {}
  }
}
