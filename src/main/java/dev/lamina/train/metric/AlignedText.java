package dev.lamina.train.metric;

import java.util.List;

/** Lines of cells in columns: the first one begins and all others end below each other. */
final class AlignedText {
  private AlignedText() {}

  /** The lines, each with as many cells as the first and each ended by a newline. */
  static String of(List<List<String>> lines) {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      String first = line.get(0);
      text.append(first).append(" ".repeat(widths[0] - first.length()));
      for (int i = 1; i < widths.length; i++) {
        String cell = line.get(i);
        text.append(" ".repeat(2 + widths[i] - cell.length())).append(cell);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
