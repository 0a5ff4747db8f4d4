package dev.lamina.layer;

/** The built-in constraints. */
public final class Constraints {
  private Constraints() {}

  /** Any values: the default. */
  public static Constraint none() {
    return AnyValue.NONE;
  }
}
