package dev.lamina.lecture;

import dev.lamina.view.Table;

/** Where a section is presented: a terminal, or a page. */
public interface Stage {

  /** Says a paragraph, of any length and without line breaks of its own. */
  void say(String paragraph);

  /** Shows lines as they are, such as a listing of numbers. */
  void show(String lines);

  /** Shows a table. */
  default void show(Table table) {
    show(table.toString());
  }
}
