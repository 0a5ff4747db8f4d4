package dev.lamina.data;

import dev.lamina.data.DataSource.Cursor;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The steps of a {@link Pipeline} that one thread makes, with the meaning they have in tf.data. */
final class PipelineSteps {

  private PipelineSteps() {}

  static Cursor filter(Cursor examples, Predicate<Example> wanted) {
    return Cursor.of(
        () -> {
          Example example = examples.next();
          while (example != null && !wanted.test(example)) {
            example = examples.next();
          }
          return example;
        },
        examples);
  }

  static Cursor flatMap(Cursor examples, Function<Example, ? extends Iterable<Example>> function) {
    return new Cursor() {
      private Iterator<Example> some = Collections.emptyIterator();

      @Override
      public @Nullable Example next() throws Exception {
        while (!some.hasNext()) {
          Example example = examples.next();
          if (example == null) {
            return null;
          }
          some = function.apply(example).iterator();
        }
        return some.next();
      }

      @Override
      public void close() throws IOException {
        examples.close();
      }
    };
  }

  static Cursor slice(Cursor examples, long from, long to) {
    return new Cursor() {
      private long place;

      @Override
      public @Nullable Example next() throws Exception {
        for (; place < Math.min(from, to); place++) {
          if (examples.next() == null) {
            return null;
          }
        }
        return place++ < to ? examples.next() : null;
      }

      @Override
      public void close() throws IOException {
        examples.close();
      }
    };
  }

  static Cursor shard(Cursor examples, int of, int number) {
    long[] place = {0};
    return filter(examples, example -> place[0]++ % of == number);
  }

  /** The examples up to the last whole batch. */
  static Cursor whole(Cursor examples, int batch) {
    Deque<Example> ready = new ArrayDeque<>();
    return Cursor.of(
        () -> {
          if (ready.isEmpty()) {
            for (int i = 0; i < batch; i++) {
              Example example = examples.next();
              if (example == null) {
                ready.clear();
                return null;
              }
              ready.add(example);
            }
          }
          return ready.poll();
        },
        examples);
  }

  /** What the cursors of a list give, one after the other, each opened when it is its turn. */
  static Cursor inTurn(Iterator<Opening> openings) {
    return new Cursor() {
      private @Nullable Cursor present;

      @Override
      public @Nullable Example next() throws Exception {
        while (present != null || openings.hasNext()) {
          Cursor cursor = present == null ? openings.next().open() : present;
          present = cursor;
          Example example = cursor.next();
          if (example != null) {
            return example;
          }
          close();
        }
        return null;
      }

      @Override
      public void close() throws IOException {
        if (present != null) {
          present.close();
          present = null;
        }
      }
    };
  }

  /** Opens a cursor. */
  @FunctionalInterface
  interface Opening {
    Cursor open() throws Exception;
  }

  /**
   * Windows of {@code size} examples beside each other; each begins {@code shift} after the one
   * before, and takes every {@code stride}-th.
   */
  static Cursor window(Cursor examples, int size, int shift, int stride) {
    int span = (size - 1) * stride + 1;
    return new Cursor() {
      private final Deque<Example> seen = new ArrayDeque<>();
      private int missing = span;
      private boolean first = true;

      @Override
      public @Nullable Example next() throws Exception {
        for (; missing > 0; missing--) {
          Example example = examples.next();
          if (example == null) {
            return none(seen.size());
          }
          seen.add(example);
        }
        first = false;
        List<Example> all = List.copyOf(seen);
        List<Example> chosen = new ArrayList<>();
        for (int i = 0; i < span; i += stride) {
          chosen.add(all.get(i));
        }
        // Those before the next window; with a shift beyond this one, some that are yet to come.
        for (int i = 0; i < shift; i++) {
          if (seen.poll() == null && examples.next() == null) {
            break;
          }
        }
        missing = span - seen.size();
        return Combined.beside(chosen);
      }

      private @Nullable Example none(int count) {
        if (first && count > 0) {
          throw new DataException(
              "A window of %s examples spans %s, but there are only %s; take a shorter one."
                  .formatted(size, span, count));
        }
        return null;
      }

      @Override
      public void close() throws IOException {
        examples.close();
      }
    };
  }

  /** Puts examples beside each other; ends with the first cursor that ends. */
  static Cursor zip(Map<String, Cursor> inputs, Map<String, Cursor> targets) {
    Map<String, Cursor> x = new TreeMap<>(inputs);
    Map<String, Cursor> y = new TreeMap<>(targets);
    List<Cursor> all = new ArrayList<>(x.values());
    all.addAll(y.values());
    return Cursor.of(
        () -> {
          List<Example> examples = new ArrayList<>();
          for (Cursor cursor : all) {
            Example example = cursor.next();
            if (example == null) {
              return null;
            }
            examples.add(example);
          }
          return Combined.zipped(
              x.keySet(),
              examples.subList(0, x.size()),
              y.keySet(),
              examples.subList(x.size(), examples.size()));
        },
        () -> closeAll(all));
  }

  /** Closes all, and throws what the first said that could not be closed. */
  static void closeAll(List<? extends Closeable> all) throws IOException {
    IOException failure = null;
    for (Closeable each : all) {
      try {
        each.close();
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
