package dev.lamina.lecture;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a section presents. */
final class RecordedStage implements Stage {
  private final List<String> said = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();

  static RecordedStage of(Section section) {
    RecordedStage stage = new RecordedStage();
    section.present(stage);
    return stage;
  }

  @Override
  public void say(String paragraph) {
    said.add(paragraph);
  }

  @Override
  public void show(String lines) {
    shown.add(lines);
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
