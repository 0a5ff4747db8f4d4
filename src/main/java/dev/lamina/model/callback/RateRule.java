package dev.lamina.model.callback;

/** Says what the learning rate of an epoch is to be. */
@FunctionalInterface
public interface RateRule {

  /**
   * The learning rate of an epoch.
   *
   * @param epoch its number, counted from 1, on over several fits
   * @param rate the learning rate of now
   */
  float rate(int epoch, float rate);
}
