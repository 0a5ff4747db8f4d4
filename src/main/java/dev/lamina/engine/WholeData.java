package dev.lamina.engine;

import dev.lamina.data.Dataset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TInt32;

/**
 * A data set that fits in memory: its rows are fed as they lie there, and shuffled in the loop by
 * an order that is fed.
 */
final class WholeData implements Chunks {
  private final FitPlan plan;
  private final Dataset data;
  private final LoadedRows loaded;
  private @Nullable TInt32 order;

  /**
   * @param loaded {@link #rowsOf} many rows, which the caller closes
   */
  WholeData(FitPlan plan, Dataset data, LoadedRows loaded) {
    this.plan = plan;
    this.data = data;
    this.loaded = loaded;
  }

  /** How many rows of a data set's base are fed. */
  static int rowsOf(Dataset data, FitPlan plan) {
    return data.reshuffles() ? data.baseSize() : plan.examples();
  }

  @Override
  public int rows(int chunk) {
    return rowsOf(data, plan);
  }

  @Override
  public boolean shuffledInLoop() {
    return data.reshuffles();
  }

  @Override
  public Chunk get(int epoch, int chunk) {
    if (!shuffledInLoop()) {
      return loaded.chunk();
    }
    closeOrder();
    order = orders(epoch);
    Map<String, Tensor> tensors = new HashMap<>(loaded.chunk().tensors());
    tensors.put(TrainingLoop.ORDER, order);
    return new Chunk(tensors);
  }

  private TInt32 orders(int epoch) {
    int[] rows = new int[plan.runEpochs() * plan.examples()];
    for (int i = 0; i < plan.runEpochs(); i++) {
      System.arraycopy(data.order(epoch + i), 0, rows, i * plan.examples(), plan.examples());
    }
    return TInt32.tensorOf(Shape.of(plan.runEpochs(), plan.examples()), DataBuffers.of(rows));
  }

  private void closeOrder() {
    if (order != null) {
      order.close();
    }
  }

  @Override
  public void close() {
    closeOrder();
  }
}
