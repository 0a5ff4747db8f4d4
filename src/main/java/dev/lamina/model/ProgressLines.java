package dev.lamina.model;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Writes a line now and then: at each tenth of the updates, and after ten seconds without one. */
final class ProgressLines implements Listener {
  private static final long LONGEST_SILENCE_NANOS = 10_000_000_000L;

  private final String prefix;
  private final Consumer<String> out;
  private final LongSupplier nanos;
  private long planned;
  private long tenths;
  private long lastLine;
  private String validation = "";

  ProgressLines(String name, Consumer<String> out, LongSupplier nanos) {
    this.prefix = name.isEmpty() ? "" : name + ": ";
    this.out = out;
    this.nanos = nanos;
  }

  @Override
  public void onBegin(Begin begin) {
    planned = begin.updates();
    tenths = 0;
    validation = "";
    lastLine = nanos.getAsLong();
  }

  @Override
  public void onEpochEnd(Epoch epoch) {
    validation = epoch.validationText();
  }

  @Override
  public void onChunkEnd(Progress progress) {
    long now = nanos.getAsLong();
    long reached = 10 * progress.updates() / planned;
    if (reached > tenths || now - lastLine >= LONGEST_SILENCE_NANOS) {
      tenths = reached;
      lastLine = now;
      out.accept(
          String.format(
              Locale.ROOT,
              "%sepoch %d/%d: %s%s; %s",
              prefix,
              progress.epoch(),
              progress.epochs(),
              Evaluation.line(progress.values()),
              validation,
              progress.pace()));
    }
  }
}
