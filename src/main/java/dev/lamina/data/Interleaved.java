package dev.lamina.data;

import dev.lamina.data.DataSource.Cursor;
import dev.lamina.data.PipelineSteps.Opening;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some cursors of many at a time, of which each in turn gives a block of examples; when one has no
 * more, the next that was not opened yet takes its place, as in tf.data's interleave.
 */
final class Interleaved implements Cursor {
  private final Iterator<Opening> openings;
  private final @Nullable Cursor[] cycle;
  private final int block;
  private int turn;
  private int given;

  Interleaved(Iterator<Opening> openings, int cycle, int block) {
    this.openings = openings;
    this.cycle = new Cursor[cycle];
    this.block = block;
  }

  @Override
  public @Nullable Example next() throws Exception {
    while (openings.hasNext() || Arrays.stream(cycle).anyMatch(Objects::nonNull)) {
      Cursor present = cycle[turn];
      if (present == null && openings.hasNext()) {
        present = openings.next().open();
        cycle[turn] = present;
      }
      Example example = present == null ? null : present.next();
      if (example != null) {
        given++;
        if (given == block) {
          nextTurn();
        }
        return example;
      }
      if (present != null) {
        cycle[turn] = null;
        present.close();
      }
      nextTurn();
    }
    return null;
  }

  private void nextTurn() {
    turn = (turn + 1) % cycle.length;
    given = 0;
  }

  @Override
  public void close() throws IOException {
    PipelineSteps.closeAll(Arrays.stream(cycle).filter(Objects::nonNull).toList());
  }
}
