package dev.lamina.model.callback;

import dev.lamina.model.Callback;
import dev.lamina.model.Decision;
import java.time.Duration;

/** Ends a fit, to be resumed or not, when it has trained for so long. */
record TimeLimit(Duration limit) implements Callback {

  TimeLimit {
    if (limit.isNegative()) {
      throw new IllegalArgumentException(
          "timeLimit needs a duration of at least 0, but got " + limit + ".");
    }
  }

  @Override
  public Decision onChunkEnd(ChunkEnd end) {
    return end.seconds() < limit.toNanos() / 1e9
        ? Decision.go()
        : Decision.pause("the time limit of " + limit + " is over");
  }
}
