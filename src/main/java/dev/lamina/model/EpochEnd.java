package dev.lamina.model;

/**
 * An epoch that has ended.
 *
 * @param epoch its number, its values in training and validation, its learning rate
 * @param fitEpoch the number of the epoch in this fit, counted from 1
 * @param epochs how many epochs this fit is to make
 * @param updates how many updates this fit has made
 * @param seconds since this fit began to train
 */
public record EpochEnd(Epoch epoch, int fitEpoch, int epochs, long updates, double seconds) {

  /**
   * One of the epoch's values, as {@link Epoch#value}.
   *
   * @throws IllegalArgumentException if there is none of this name; names those there are
   */
  public double value(String name) {
    return epoch.value(name);
  }
}
