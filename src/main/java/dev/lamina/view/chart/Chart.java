package dev.lamina.view.chart;

import java.awt.Graphics2D;
import java.nio.file.Path;

/** A picture of numbers that is drawn at any size: as SVG, as PNG, on a page. */
public interface Chart {

  /** What is to be seen, in a few words. */
  String title();

  /** What is to be seen, for people who do not see it. */
  String description();

  /** How wide it is, in pixels of 1/96 inch. */
  int width();

  /** How high it is, in pixels of 1/96 inch. */
  int height();

  /** Draws it from the origin on, background included. */
  void paint(Graphics2D graphics, Theme theme);

  /** As {@link #write(Path, Theme)}, dark on white. */
  default void write(Path file) {
    write(file, Theme.LIGHT);
  }

  /**
   * Writes it to a file, and the folders above it; a file that was there is replaced.
   *
   * @param file that ends in {@code .svg} or {@code .png}
   * @throws IllegalArgumentException if it ends otherwise
   * @throws dev.lamina.io.FileException if it cannot be written
   */
  default void write(Path file, Theme theme) {
    ChartFile.write(this, theme, file);
  }

  /** It as an SVG document. */
  default String svg(Theme theme) {
    return ChartFile.svg(this, theme);
  }
}
