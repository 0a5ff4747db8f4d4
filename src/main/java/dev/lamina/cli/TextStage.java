package dev.lamina.cli;

import dev.lamina.lecture.Section;
import dev.lamina.lecture.Stage;
import java.io.PrintWriter;

/** Presents the lecture as text. */
final class TextStage implements Stage {
  private static final int WIDTH = 100;

  private final PrintWriter out;
  private boolean begun;

  TextStage(PrintWriter out) {
    this.out = out;
  }

  /** Prints the title of a section. */
  void begin(Section section) {
    if (begun) {
      out.println();
    }
    begun = true;
    out.println(section.title());
    out.println("=".repeat(section.title().length()));
    out.println();
  }

  @Override
  public void say(String paragraph) {
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH) {
        out.println(line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    out.println(line);
    out.println();
    out.flush();
  }

  @Override
  public void show(String lines) {
    out.println(lines.stripTrailing());
    out.println();
    out.flush();
  }
}
