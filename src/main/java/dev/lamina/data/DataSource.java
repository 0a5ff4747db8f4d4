package dev.lamina.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Examples that are read one after the other, once an epoch, such as from files, a database or a
 * socket: their number need not be known, and they need not fit in memory.
 *
 * <pre>{@code
 * DataSource lines = epoch -> {
 *   BufferedReader file = Files.newBufferedReader(path);
 *   return Cursor.of(() -> example(file.readLine()), file);
 * };
 * model.fit(Pipeline.from(lines).shuffle(10_000, 1).batch(32), 5);
 * }</pre>
 *
 * @see Pipeline#from(DataSource)
 * @see Source for examples that can be read in any order
 */
@FunctionalInterface
public interface DataSource {

  /**
   * Opens the examples of an epoch at their beginning.
   *
   * @param epoch counted from 0; that of the same number has the same examples each time it is read
   * @throws Exception if they cannot be read
   */
  Cursor open(int epoch) throws Exception;

  /** The examples of an epoch, for one thread at a time. */
  interface Cursor extends Closeable {

    /**
     * Returns the next example; null if there are no more, now and ever after.
     *
     * @throws Exception if it cannot be read; the fit ends with it, and keeps what was learned
     */
    @Nullable Example next() throws Exception;

    /** Frees what is open, whether all examples were read or not. */
    @Override
    default void close() throws IOException {}

    /**
     * Returns a cursor of what {@code next} gives.
     *
     * @param open what is closed with it
     */
    static Cursor of(NextExample next, AutoCloseable open) {
      return new Cursor() {
        @Override
        public @Nullable Example next() throws Exception {
          return next.next();
        }

        @Override
        public void close() throws IOException {
          try {
            open.close();
          } catch (IOException | RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
          }
        }
      };
    }

    /** Returns a cursor of an iterator, which nothing has to close. */
    static Cursor of(Iterator<Example> examples) {
      return () -> examples.hasNext() ? examples.next() : null;
    }
  }

  /** What reads the next example, or null behind the last one. */
  @FunctionalInterface
  interface NextExample {

    /** Reads it. */
    @Nullable Example next() throws Exception;
  }
}
