package dev.lamina.lecture;

/** A part of the lecture: says what it is about, computes, and shows what came out. */
public interface Section {

  /** The word that asks for it, such as {@code subsample}. */
  String name();

  /** Where it is in the lecture and what it is about, such as {@code 3A: every hundredth point}. */
  String title();

  /** Presents it from beginning to end. */
  void present(Stage stage);
}
