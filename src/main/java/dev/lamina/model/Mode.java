package dev.lamina.model;

/** Whether a monitored value is to become small or large. */
public enum Mode {
  /** What the value's name says: small for losses and errors, large for accuracies and scores. */
  AUTO,
  /** Small is good. */
  MIN,
  /** Large is good. */
  MAX
}
