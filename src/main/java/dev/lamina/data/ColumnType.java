package dev.lamina.data;

import java.util.Locale;

/** What the values of a table's column are. */
public enum ColumnType {
  /** Numbers, kept as doubles. */
  NUMBER,
  /** True or false, as numbers 1 and 0. */
  BOOLEAN,
  /** Words or sentences, each different one kept once. */
  TEXT;

  /** The name in lower case: {@code number}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
