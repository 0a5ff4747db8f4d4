package dev.lamina.view.report;

import dev.lamina.io.AtomicFile;
import dev.lamina.io.FileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One HTML page that holds all it needs: it opens from disk, asks no network, and is read on a
 * phone, on paper, in the light and in the dark.
 *
 * <pre>{@code
 * Report.of("Halves", "Odd and even examples take turns.")
 *     .section(Section.of("Loss").plot("loss", Curves.lossPerUpdate(runs, Progress.UPDATES)))
 *     .write(Path.of("target/halves"));
 * }</pre>
 *
 * @param title the page's heading
 * @param lead what the page is about, in a sentence or a few
 * @param sections from top to bottom
 */
public record Report(String title, String lead, List<Section> sections) {
  private static final String INDEX = "index.html";
  private static final String CHARTS = "charts";

  public Report {
    sections = List.copyOf(sections);
  }

  /** A report without sections. */
  public static Report of(String title, String lead) {
    return new Report(title, lead, List.of());
  }

  /** The same report with a section below; one that is empty is left out. */
  public Report section(Section section) {
    if (section.isEmpty()) {
      return this;
    }
    List<Section> more = new ArrayList<>(sections);
    more.add(section);
    return new Report(title, lead, more);
  }

  /** The same report with a section of words, tables and drawings below. */
  public Report section(String heading, Html... content) {
    return section(Section.of(heading).add(content));
  }

  /** The page's text. */
  public String html() {
    return Page.of(this);
  }

  /**
   * Writes the page: to the file if it ends in {@code .html}, else to {@code index.html} in the
   * folder, and then its charts as SVG to {@code charts} beside it. Files that were there are
   * replaced.
   *
   * @return the page's file
   * @throws FileException if that fails
   */
  public Path write(Path path) {
    Path page = page(path);
    if (!page.equals(path)) {
      for (Section section : sections) {
        for (Figure figure : section.figures()) {
          figure.chart().write(path.resolve(CHARTS).resolve(figure.name() + ".svg"));
        }
      }
    }
    AtomicFile.write(page, html().getBytes(StandardCharsets.UTF_8));
    return page;
  }

  /**
   * Finds out whether a report can be written, before the work that it is to report on: makes its
   * folder.
   *
   * @param path as {@link #write} takes it
   * @throws FileException if there is a file in place of the folder, or a folder in place of the
   *     file, or the folder cannot be written to
   */
  public static void check(Path path) {
    Path page = page(path).toAbsolutePath();
    Path folder = page.getParent();
    if (folder == null || Files.isDirectory(page)) {
      throw new FileException(
          "%s is a folder; give the report another name, or a folder.".formatted(path));
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new FileException(
          "%s is a file; give a folder for the report, or a file that ends in .html."
              .formatted(folder));
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new FileException(
          "The folder %s cannot be made (%s); give another one for the report."
              .formatted(folder, e),
          e);
    }
    if (!Files.isWritable(folder)) {
      throw new FileException(
          "The folder %s cannot be written to; give another one for the report.".formatted(folder));
    }
  }

  private static Path page(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".html") ? path : path.resolve(INDEX);
  }
}
