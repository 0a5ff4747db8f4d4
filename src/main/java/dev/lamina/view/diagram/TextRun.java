package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Term.Style;
import dev.lamina.view.diagram.Term.Symbol;
import java.util.ArrayList;
import java.util.List;

/**
 * Letters of a term that look alike, and how far they are moved from the end of those before.
 *
 * @param size of the font, in units of a scene
 * @param right how far they are moved to the right
 * @param down how far they are moved downwards
 */
record TextRun(String text, Style style, double size, double right, double down) {
  /** How far the middle of letters is above the line they stand on, as a share of their size. */
  static final double BASE_LINE = 0.33;

  private static final double LOWERED = 0.25;
  private static final double RAISED = -0.38;

  /** The letters of a term of a size, with its subscripts and superscripts. */
  static List<TextRun> of(Term term, double size) {
    List<TextRun> runs = new ArrayList<>();
    double small = size * Term.SMALL;
    double down = 0;
    double right = 0;
    for (Symbol symbol : term.symbols()) {
      runs.add(new TextRun(symbol.letters(), symbol.style(), size, right, -down));
      right = 0;
      down = 0;
      if (!symbol.below().isEmpty()) {
        down = LOWERED * size;
        addCorner(runs, symbol.below(), small, 0, down);
      }
      if (!symbol.above().isEmpty()) {
        // Above the subscript, not behind it.
        double back = Term.width(symbol.below(), small);
        addCorner(runs, symbol.above(), small, -back, RAISED * size - down);
        right = Math.max(0, back - Term.width(symbol.above(), small));
        down = RAISED * size;
      }
    }
    return runs;
  }

  private static void addCorner(
      List<TextRun> runs, String text, double size, double right, double down) {
    double movedRight = right;
    double movedDown = down;
    for (Symbol piece : Term.pieces(text)) {
      runs.add(new TextRun(piece.text(), piece.style(), size, movedRight, movedDown));
      movedRight = 0;
      movedDown = 0;
    }
  }
}
