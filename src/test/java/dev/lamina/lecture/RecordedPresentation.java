package dev.lamina.lecture;

import dev.lamina.text.Table;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a part of the lecture says and shows. */
final class RecordedPresentation extends Presentation {
  private final List<String> said = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();

  private RecordedPresentation() {
    super(new PrintWriter(Writer.nullWriter()));
  }

  static RecordedPresentation of(Lecture.Part part) {
    RecordedPresentation presentation = new RecordedPresentation();
    part.present(presentation);
    return presentation;
  }

  @Override
  void say(String paragraph) {
    super.say(paragraph);
    said.add(paragraph);
  }

  @Override
  void show(String lines) {
    super.show(lines);
    shown.add(lines);
  }

  @Override
  void show(String caption, Table table) {
    super.show(caption, table);
    shown.add(table.toString());
  }

  /** All paragraphs. */
  String said() {
    return String.join("\n", said);
  }

  /** What was shown as lines, counted from 0. */
  String shown(int index) {
    return shown.get(index);
  }

  /** The cells of the lines of a table that begin with a number. */
  List<List<String>> rows(int index) {
    return shown
        .get(index)
        .lines()
        .filter(line -> line.matches("\\s*[0-9].*"))
        .map(line -> List.of(line.strip().split("\\s+")))
        .toList();
  }
}
