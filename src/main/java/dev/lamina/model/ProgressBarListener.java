package dev.lamina.model;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Draws a bar that fills with the updates made. */
final class ProgressBarListener implements Listener {
  /** Columns of the bar itself, below which it gets no smaller for the sake of the text behind. */
  private static final int BAR = 8;

  /** What stands beside bar, name, counts and text: {@code 100% || (0:00:00) }. */
  private static final int FRAME = 20;

  private static final String SEPARATOR = ", ";

  /** Shorter names are filled up, so that the bars of several trainings begin below each other. */
  private static final int NAME_WIDTH = 18;

  private final String name;
  private final int width;
  private final Line line;
  private @Nullable ProgressBar bar;
  private long planned;
  private Map<String, Double> validation = Map.of();

  /**
   * A bar for a terminal.
   *
   * @param columns of the terminal, which must have one more than the bar takes for a line that is
   *     drawn over to stay one line
   */
  ProgressBarListener(String name, int columns, PrintStream out) {
    this.name = name.isEmpty() ? "" : String.format("%-" + NAME_WIDTH + "s", name);
    this.width = columns - 1;
    this.line = new Line(out, width);
  }

  @Override
  public void onBegin(Begin begin) {
    validation = Map.of();
    planned = begin.updates();
    bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(planned)
            .hideEta()
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUpdateIntervalMillis(100)
            .setConsumer(line)
            .build();
  }

  /** Makes room for what other listeners may print of the epoch. */
  @Override
  public void onEpochEnd(Epoch epoch) {
    validation = epoch.validation();
    line.vacate();
  }

  @Override
  public void onChunkEnd(Progress progress) {
    if (bar != null) {
      bar.stepTo(progress.updates());
      bar.setExtraMessage(shortened(text(progress)));
      line.show();
    }
  }

  /** What matters most comes first: a narrow terminal cuts the rest off. */
  private String text(Progress progress) {
    Map<String, Double> metrics = new LinkedHashMap<>(progress.values());
    Double loss = metrics.remove(Evaluation.LOSS);
    metrics.putAll(validation);
    String text = String.format(Locale.ROOT, " loss %.4f, %s", loss, progress.pace());
    return metrics.isEmpty() ? text : text + SEPARATOR + Evaluation.line(metrics);
  }

  /** As many whole parts of the text as there is room for. */
  private String shortened(String text) {
    int counts = 2 * Long.toString(planned).length() + 1;
    int room = Math.max(0, width - FRAME - name.length() - counts - BAR);
    return text.length() <= room
        ? text
        : text.substring(0, Math.max(0, text.lastIndexOf(SEPARATOR, room)));
  }

  @Override
  public void onEnd() {
    if (bar != null) {
      close(bar);
      bar = null;
    }
  }

  /** Closing waits for the thread that draws, and would lose that this thread was interrupted. */
  private void close(ProgressBar open) {
    boolean interrupted = Thread.interrupted();
    line.show();
    open.close();
    open.refresh();
    line.end();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Where the bar is drawn, by a thread of the library's. The library's own leaves the line open
   * when a bar is closed at once, and would draw over what others print.
   */
  private static final class Line implements ProgressBarConsumer {
    private final PrintStream out;
    private final int width;
    private boolean cleared;

    Line(PrintStream out, int width) {
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
