package dev.lamina.model;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Draws a bar that fills with the updates made. */
final class ProgressBarListener implements Listener {
  /** Columns. In a wider terminal, a line that is drawn over stays one line. */
  static final int WIDTH = 79;

  /** Shorter names are filled up, so that the bars of several trainings begin below each other. */
  private static final int NAME_WIDTH = 18;

  private final String name;
  private final PrintStream out;
  private @Nullable ProgressBar bar;
  private String validation = "";

  ProgressBarListener(String name, PrintStream out) {
    this.name = name;
    this.out = out;
  }

  @Override
  public void onBegin(Begin begin) {
    validation = "";
    bar =
        new ProgressBarBuilder()
            .setTaskName(name.isEmpty() ? "" : String.format("%-" + NAME_WIDTH + "s", name))
            .setInitialMax(begin.updates())
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUpdateIntervalMillis(100)
            .setConsumer(new Line(out))
            .build();
  }

  @Override
  public void onEpochEnd(Epoch epoch) {
    validation = epoch.validationText();
  }

  @Override
  public void onChunkEnd(Progress progress) {
    if (bar != null) {
      bar.stepTo(progress.updates());
      bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4f", progress.loss()) + validation);
    }
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
    open.close();
    open.refresh();
    out.println();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Where the bar is drawn; the library's own leaves the line open when a bar is closed at once.
   */
  private record Line(PrintStream out) implements ProgressBarConsumer {

    @Override
    public int getMaxRenderedLength() {
      return WIDTH;
    }

    @Override
    public void accept(String rendered) {
      out.print("\r" + rendered);
    }

    @Override
    public void close() {}
  }
}
