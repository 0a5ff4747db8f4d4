package dev.lamina.data;

import dev.lamina.data.DataSource.Cursor;
import dev.lamina.network.Part;
import dev.lamina.network.Parts;
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
import org.tensorflow.ndarray.Shape;

/** The steps of a {@link Pipeline} that one thread makes, with the meaning they have in tf.data. */
final class Steps {

  private Steps() {}

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
        return beside(chosen);
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

  /** Examples as one, each part with an axis more in front, along which they lie. */
  private static Example beside(List<Example> examples) {
    Example first = examples.get(0);
    return new Example(
        beside(first.inputs(), examples.size()),
        interleaved(first.inputs(), examples, Example::x),
        beside(first.targets(), examples.size()),
        interleaved(first.targets(), examples, Example::y));
  }

  private static Parts beside(Parts parts, int count) {
    return new Parts(
        parts.list().stream()
            .map(part -> new Part(part.name(), part.shape().prepend(count)))
            .toList());
  }

  private static float[] interleaved(
      Parts parts, List<Example> examples, Function<Example, float[]> numbers) {
    float[] all = new float[Example.width(parts) * examples.size()];
    int to = 0;
    int from = 0;
    for (Part part : parts.list()) {
      int width = (int) part.shape().size();
      for (Example example : examples) {
        System.arraycopy(numbers.apply(example), from, all, to, width);
        to += width;
      }
      from += width;
    }
    return all;
  }

  /** An example with zeros behind its numbers along each axis, up to a larger shape. */
  static Example padded(Example example, Shape x, Shape y) {
    return new Example(
        x, padded("x", example.xShape(), example.x(), x),
        y, padded("y", example.yShape(), example.y(), y));
  }

  private static float[] padded(String what, Shape shape, float[] numbers, Shape wanted) {
    if (shape.equals(wanted)) {
      return numbers;
    }
    boolean fits = shape.numDimensions() == wanted.numDimensions();
    for (int axis = 0; fits && axis < wanted.numDimensions(); axis++) {
      fits = shape.get(axis) <= wanted.get(axis);
    }
    if (!fits) {
      throw new DataException(
          "%s of shape %s cannot be padded to %s; give a shape that is as large along every axis, or cut the examples before."
              .formatted(what, shape, wanted));
    }
    float[] all = new float[Example.width(what, wanted)];
    int rank = shape.numDimensions();
    int line = rank == 0 ? 1 : (int) shape.get(rank - 1);
    for (int from = 0; from < numbers.length; from += line) {
      System.arraycopy(numbers, from, all, place(from, shape, wanted), line);
    }
    return all;
  }

  /** Where the number at a place of one shape lies in another of as many axes. */
  private static int place(int place, Shape shape, Shape wanted) {
    int left = place;
    int stride = 1;
    int at = 0;
    for (int axis = shape.numDimensions() - 1; axis >= 0; axis--) {
      int size = (int) shape.get(axis);
      at += left % size * stride;
      left /= size;
      stride *= (int) wanted.get(axis);
    }
    return at;
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
          List<Example> ofX = examples.subList(0, x.size());
          List<Example> ofY = examples.subList(x.size(), examples.size());
          return new Example(
              parts(x, ofX, Example::xShape),
              joined(ofX, Example::x),
              parts(y, ofY, Example::yShape),
              joined(ofY, Example::y));
        },
        () -> closeAll(all));
  }

  private static Parts parts(
      Map<String, Cursor> names, List<Example> examples, Function<Example, Shape> shape) {
    Iterator<Example> each = examples.iterator();
    return new Parts(
        names.keySet().stream().map(name -> new Part(name, shape.apply(each.next()))).toList());
  }

  private static float[] joined(List<Example> examples, Function<Example, float[]> numbers) {
    int width = examples.stream().mapToInt(each -> numbers.apply(each).length).sum();
    float[] all = new float[width];
    int to = 0;
    for (Example example : examples) {
      float[] some = numbers.apply(example);
      System.arraycopy(some, 0, all, to, some.length);
      to += some.length;
    }
    return all;
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
