package dev.lamina.model.callback;

import dev.lamina.model.Callback;
import dev.lamina.model.Callback.FitInfo;
import dev.lamina.model.Decision;
import dev.lamina.model.Evaluation;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows on standard error how far a training is, as a bar or as lines.
 *
 * @param name of the training, shown before its progress; may be empty
 */
record Progress(String name) implements Callback {
  private static final int FEWEST_COLUMNS = 80;

  @Override
  public Callback begin(FitInfo fit) {
    long planned = (long) fit.epochUpdates() * fit.epochs();
    int columns = Terminal.columns();
    return columns >= FEWEST_COLUMNS
        ? new Bar(name, columns, System.err, planned)
        : new Lines(name, System.err::println, System::nanoTime, planned);
  }

  @Override
  public boolean observes() {
    return true;
  }

  /**
   * Writes a line now and then: at each tenth of the updates or, if their number is not known, each
   * epoch's end, and after ten seconds without one.
   */
  static final class Lines implements Callback {
    private static final long LONGEST_SILENCE_NANOS = 10_000_000_000L;

    private final String prefix;
    private final Consumer<String> out;
    private final LongSupplier nanos;
    private final long planned;
    private long tenths;
    private long lastLine;
    private boolean ended;
    private String validation = "";

    Lines(String name, Consumer<String> out, LongSupplier nanos, long planned) {
      this.prefix = name.isEmpty() ? "" : name + ": ";
      this.out = out;
      this.nanos = nanos;
      this.planned = planned;
      this.lastLine = nanos.getAsLong();
    }

    @Override
    public Decision onEpochEnd(EpochEnd end) {
      Map<String, Double> values = end.epoch().validation();
      validation = values.isEmpty() ? "" : ", " + Evaluation.line(values);
      ended = planned == 0;
      return Decision.go();
    }

    @Override
    public Decision onChunkEnd(ChunkEnd end) {
      long now = nanos.getAsLong();
      long reached = planned == 0 ? 0 : 10 * end.updates() / planned;
      if (reached > tenths || ended || now - lastLine >= LONGEST_SILENCE_NANOS) {
        tenths = reached;
        ended = false;
        lastLine = now;
        out.accept(
            String.format(
                Locale.ROOT,
                "%sepoch %d/%d: %s%s; %s",
                prefix,
                end.fitEpoch(),
                end.epochs(),
                Evaluation.line(end.values()),
                validation,
                end.pace()));
      }
      return Decision.go();
    }
  }

  /** Draws a bar that fills with the updates made. */
  static final class Bar implements Callback {
    /**
     * Columns of the bar itself, below which it gets no smaller for the sake of the text behind.
     */
    private static final int BAR = 8;

    /** What stands beside bar, name, counts and text: {@code 100% || (0:00:00) }. */
    private static final int FRAME = 20;

    private static final String SEPARATOR = ", ";

    /** Shorter names are filled up, so that bars of several trainings begin below each other. */
    private static final int NAME_WIDTH = 18;

    private final ProgressBar bar;
    private final TerminalLine line;
    private final int room;
    private Map<String, Double> validation = Map.of();

    /**
     * A bar for a terminal.
     *
     * @param columns of the terminal, which must have one more than the bar takes for a line that
     *     is drawn over to stay one line
     * @param planned how many updates fill the bar
     */
    Bar(String name, int columns, PrintStream out, long planned) {
      String filled =
          name.isEmpty() ? "" : String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name);
      int counts = 2 * Long.toString(planned).length() + 1;
      this.room = Math.max(0, columns - 1 - FRAME - filled.length() - counts - BAR);
      this.line = new TerminalLine(out, columns - 1);
      this.bar =
          new ProgressBarBuilder()
              .setTaskName(filled)
              .setInitialMax(planned == 0 ? -1 : planned)
              .hideEta()
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(100)
              .setConsumer(line)
              .build();
    }

    /** Makes room for what other callbacks may print of the epoch. */
    @Override
    public Decision onEpochEnd(EpochEnd end) {
      validation = end.epoch().validation();
      line.vacate();
      return Decision.go();
    }

    @Override
    public Decision onChunkEnd(ChunkEnd end) {
      bar.stepTo(end.updates());
      bar.setExtraMessage(shortened(text(end)));
      line.show();
      return Decision.go();
    }

    /** What matters most comes first: a narrow terminal cuts the rest off. */
    private String text(ChunkEnd end) {
      Map<String, Double> metrics = new LinkedHashMap<>(end.values());
      Double loss = metrics.remove("loss");
      metrics.putAll(validation);
      String text = String.format(Locale.ROOT, " loss %.4f, %s", loss, end.pace());
      return metrics.isEmpty() ? text : text + SEPARATOR + Evaluation.line(metrics);
    }

    /** As many whole parts of the text as there is room for. */
    private String shortened(String text) {
      return text.length() <= room
          ? text
          : text.substring(0, Math.max(0, text.lastIndexOf(SEPARATOR, room)));
    }

    /** Closing waits for the thread that draws, and would lose that this thread was interrupted. */
    @Override
    public void close() {
      boolean interrupted = Thread.interrupted();
      line.show();
      bar.close();
      bar.refresh();
      line.end();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Where the bar is drawn, by a thread of the library's. The library's own leaves the line open
   * when a bar is closed at once, and would draw over what others print.
   */
  private static final class TerminalLine implements ProgressBarConsumer {
    private final PrintStream out;
    private final int width;
    private boolean cleared;

    TerminalLine(PrintStream out, int width) {
      this.out = out;
      this.width = width;
    }

    @Override
    public int getMaxRenderedLength() {
      return width;
    }

    @Override
    public synchronized void accept(String rendered) {
      if (!cleared) {
        out.print("\r" + rendered);
      }
    }

    /** Leaves the line empty until the bar is to be shown again. */
    synchronized void vacate() {
      cleared = true;
      out.print("\r" + " ".repeat(width) + "\r");
    }

    synchronized void show() {
      cleared = false;
    }

    synchronized void end() {
      out.println();
    }

    @Override
    public void close() {}
  }
}
