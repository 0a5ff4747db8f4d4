package dev.lamina.engine;

/**
 * What one run of the training loop did.
 *
 * @param epochs how many epochs it touched: more than one only if it ran them whole
 * @param losses of its updates, each the mean over the batch before the update
 * @param sizes of its updates' batches
 * @param totals the metrics' totals of each epoch that it touched
 * @param rates the learning rate of the last update of each epoch that it touched
 * @param endsEpoch whether it ran the last update of its last epoch
 */
@SuppressWarnings("ArrayRecordComponent") // Carries results, is never compared.
public record RunReport(
    int epochs, float[] losses, int[] sizes, double[][] totals, float[] rates, boolean endsEpoch) {

  /** How many examples it saw. */
  public long examples() {
    long sum = 0;
    for (int size : sizes) {
      sum += size;
    }
    return sum;
  }
}
