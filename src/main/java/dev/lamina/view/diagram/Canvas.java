package dev.lamina.view.diagram;

/** What scenes are drawn on: one for each format. */
interface Canvas {

  void node(Mark.Node node);

  void face(Mark.Face face);

  void line(Mark.Line line);

  void label(Mark.Label label);

  void brace(Mark.Brace brace);

  void dots(Mark.Dots dots);
}
