package dev.lamina.lecture;

import static dev.lamina.text.Numbers.bytes;
import static dev.lamina.text.Numbers.count;
import static dev.lamina.text.Numbers.fixed;
import static dev.lamina.text.Numbers.rounded;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.lamina.data.Dataset;
import dev.lamina.lecture.Comparison.Way;
import dev.lamina.model.Evaluation;
import dev.lamina.model.History;
import dev.lamina.model.Provenance;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a comparison found.
 *
 * @param comparison the comparison
 * @param rows one for each way that was trained, the last of which may be interrupted
 */
public record ComparisonResult(Comparison comparison, List<Row> rows) {
  private static final int PIXELS = 784;
  private static final int LABELS = 1;

  /** The metric of which accuracies are. */
  static final String ACCURACY = "binaryAccuracy";

  /** Accuracies that differ by less are nearly the same. */
  private static final double NEARLY = 0.005;

  public ComparisonResult {
    rows = List.copyOf(rows);
  }

  /**
   * What one way of training came to.
   *
   * @param name of the way, as it is called today
   * @param batch how many examples an update looked at
   * @param shuffled whether the examples came in another order in each epoch
   * @param scored what the loss and the train accuracy are those of
   * @param trainCorrect how many training examples were recognized
   * @param runningCorrect how many were in the last epoch, each counted before the update that
   *     looked at it: what the progress bar shows
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
      boolean shuffled,
      String scored,
      double finalLoss,
      long trainCorrect,
      double trainAccuracy,
      long runningCorrect,
      double runningAccuracy,
      long testCorrect,
      double testAccuracy,
      double seconds,
      double microsecondsPerUpdate,
      long batchBytes,
      String execution,
      boolean interrupted,
      @JsonIgnore long trainExamples,
      @JsonIgnore Way way,
      @JsonIgnore History history) {

    static Row of(Way way, int batch, History history, Evaluation train, Evaluation test) {
      Evaluation running = history.epochs().isEmpty() ? train : history.lastEpoch().evaluation();
      return new Row(
          way.name(),
          batch,
          history.epochs().size(),
          history.updates(),
          history.examples(),
          way.shuffled(),
          way.countsBeforeUpdate() ? "last forward pass" : "after training",
          train.loss(),
          correct(train),
          train.metric(ACCURACY),
          correct(running),
          running.metric(ACCURACY),
          correct(test),
          test.metric(ACCURACY),
          history.seconds(),
          history.seconds() * 1e6 / history.updates(),
          (long) batch * (PIXELS + LABELS) * Float.BYTES,
          history.execution().toString(),
          history.interrupted(),
          train.examples(),
          way,
          history);
    }

    private static long correct(Evaluation evaluation) {
      return Math.round(evaluation.metric(ACCURACY) * evaluation.examples());
    }
  }

  /** Whether the comparison was interrupted before its last training ended. */
  public boolean interrupted() {
    return rows.size() < comparison.ways().size() || rows.stream().anyMatch(Row::interrupted);
  }

  /** The table and what to see in it, at most 100 columns wide. */
  public String text(Words words) {
    return table(words) + "\n" + closing(words);
  }

  /** What was found: a column for each way. */
  Table table(Words words) {
    List<Column> columns = new ArrayList<>(List.of(Column.left("")));
    for (Row row : rows) {
      String name = words.get(row.way().version().key() + ".lines");
      columns.add(Column.right(name + (row.interrupted() ? " *" : "")));
    }
    return new Table(
        columns,
        List.of(
            cells(words, "batch", row -> count(row.batch())),
            cells(words, "epochs", row -> count(row.epochs())),
            cells(words, "updates", row -> count(row.updates())),
            cells(words, "seen", row -> count(row.examplesSeen())),
            cells(words, "order", row -> words.get("compare." + order(row))),
            cells(words, "loss", row -> fixed(row.finalLoss(), 4)),
            cells(words, "accuracy", row -> share(row.trainCorrect(), row)),
            cells(words, "counted", row -> words.get("compare." + counted(row))),
            cells(words, "running", row -> share(row.runningCorrect(), row)),
            cells(words, "test", row -> fixed(row.testAccuracy(), 4)),
            cells(words, "seconds", row -> fixed(row.seconds(), 2)),
            cells(words, "microseconds", row -> rounded(row.microsecondsPerUpdate())),
            cells(words, "memory", row -> bytes(row.batchBytes()))));
  }

  private List<String> cells(Words words, String key, Function<Row, String> cell) {
    return Stream.concat(Stream.of(words.get("compare." + key)), rows.stream().map(cell)).toList();
  }

  private static String order(Row row) {
    return row.shuffled() ? "shuffled" : "sorted";
  }

  private static String counted(Row row) {
    return row.way().countsBeforeUpdate() ? "before" : "after";
  }

  private static String share(long correct, Row row) {
    return "%s/%s = %s"
        .formatted(correct, row.trainExamples(), fixed(correct / (double) row.trainExamples(), 4));
  }

  /** What to see in the table, or what is missing in it. */
  String closing(Words words) {
    if (interrupted()) {
      boolean within = rows.stream().anyMatch(Row::interrupted);
      return words.get(
              within ? "compare.interrupted.during" : "compare.interrupted.after",
              rows.get(rows.size() - 1).way().version().name(words),
              rows.size() - (within ? 1 : 0),
              comparison.ways().size())
          + "\n";
    }
    Optional<Row> full = row(Version.ALL);
    Optional<Row> mini = row(Version.SOME);
    return full.isPresent() && mini.isPresent() ? conclusion(words, full.get(), mini.get()) : "";
  }

  private Optional<Row> row(Version version) {
    return rows.stream().filter(row -> row.way().version() == version).findFirst();
  }

  private static String conclusion(Words words, Row full, Row mini) {
    int updates = full.updates();
    boolean nearly = Math.abs(full.trainAccuracy() - mini.trainAccuracy()) < NEARLY;
    String made =
        updates == mini.updates()
            ? words.get("compare.updates.same", count(updates))
            : words.get("compare.updates.other", count(updates), count(mini.updates()));
    return words.get(
            nearly ? "compare.nearly" : "compare.different",
            made,
            fixed(full.trainAccuracy(), 4),
            fixed(mini.trainAccuracy(), 4),
            words.share((double) mini.batchBytes(), (double) full.batchBytes()),
            words.share(mini.seconds(), full.seconds()))
        + "\n";
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
