package dev.lamina.data;

import dev.lamina.data.DataSource.Cursor;
import dev.lamina.random.SplitMix64;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives examples in random order: each time one of a buffer, in whose place the next one comes. */
final class ShuffleBuffer implements Cursor {
  private final Cursor examples;
  private final int size;
  private final SplitMix64 random;
  private final List<Example> buffer = new ArrayList<>();
  private boolean ended;

  ShuffleBuffer(Cursor examples, int size, SplitMix64 random) {
    this.examples = examples;
    this.size = size;
    this.random = random;
  }

  @Override
  public @Nullable Example next() throws Exception {
    while (!ended && buffer.size() < size) {
      Example example = examples.next();
      if (example == null) {
        ended = true;
      } else {
        buffer.add(example);
      }
    }
    if (buffer.isEmpty()) {
      return null;
    }
    int place = random.below(buffer.size());
    Example chosen = buffer.get(place);
    Example last = buffer.remove(buffer.size() - 1);
    if (place < buffer.size()) {
      buffer.set(place, last);
    }
    return chosen;
  }

  @Override
  public void close() throws IOException {
    examples.close();
  }
}
