package dev.lamina.lecture;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What parts of the lecture print. */
record RecordedPresentation(String text) {

  static RecordedPresentation of(Lecture lecture, String word, Words words) {
    StringWriter out = new StringWriter();
    Presentation presentation = new Presentation(new PrintWriter(out), words, Presentation.WIDTH);
    lecture.parts(word).forEach(part -> part.present(presentation));
    return new RecordedPresentation(out.toString());
  }

  /** The cells of the lines below a line that begin with a number, up to the next empty line. */
  List<List<String>> rows(String caption) {
    String below = text.substring(text.indexOf("\n" + caption + "\n") + caption.length() + 3);
    return below
        .substring(0, below.indexOf("\n\n"))
        .lines()
        .filter(line -> line.matches("\\s*-?[0-9].*"))
        .map(line -> List.of(line.strip().split("\\s{2,}")))
        .toList();
  }
}
