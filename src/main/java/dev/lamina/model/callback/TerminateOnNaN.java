package dev.lamina.model.callback;

import dev.lamina.model.Callback;
import dev.lamina.model.Decision;

/** Stops when a loss is no finite number. */
record TerminateOnNaN() implements Callback {

  @Override
  public Decision onChunkEnd(ChunkEnd end) {
    return check(end.loss());
  }

  /** The mean is finite only if every update's loss is. */
  @Override
  public Decision onEpochEnd(EpochEnd end) {
    return check(end.epoch().loss());
  }

  private static Decision check(double loss) {
    return Double.isFinite(loss)
        ? Decision.go()
        : Decision.stop("the loss is no finite number any more; a smaller learning rate may help");
  }
}
