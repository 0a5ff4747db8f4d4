package dev.lamina.engine;

/** Whether a training step is compiled by XLA. */
public enum Jit {
  /**
   * Chosen from the network's shapes by thresholds that were measured; plain if XLA cannot compile
   * the step.
   */
  AUTO,
  /** Always compiled by XLA; an error if XLA cannot compile the step. */
  ON,
  /** Always TensorFlow's plain graph. */
  OFF
}
