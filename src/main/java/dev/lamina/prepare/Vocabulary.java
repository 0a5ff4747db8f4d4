package dev.lamina.prepare;

import dev.lamina.data.ColumnType;
import dev.lamina.data.DataException;
import dev.lamina.data.TableColumn;
import dev.lamina.engine.RawOps;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * The numbers of categories or words.
 *
 * @param name of the column
 * @param tokens in their order
 * @param whole whether they are whole numbers
 * @param oovIndices how many numbers those that are not among them share
 * @param start the first of these; a missing one has the number before it
 */
record Vocabulary(String name, List<String> tokens, boolean whole, int oovIndices, int start) {
  /** What stands for a missing whole number. */
  static final long MISSING = Long.MIN_VALUE;

  private static final long UNSEEN = -2;

  /**
   * Whether a column has whole numbers rather than texts.
   *
   * @throws DataException if it has other numbers
   */
  static boolean areWhole(TableColumn column, String feature) {
    if (column.type() == ColumnType.NUMBER && !column.isWhole()) {
      throw new DataException(
          "Column \"%s\" has numbers with decimals, which are no categories; take numeric(\"%s\") or discretized(\"%s\", bins), or read it with CsvFormat.texts(\"%s\") for %s(…)."
              .formatted(column.name(), column.name(), column.name(), column.name(), feature));
    }
    return column.type() == ColumnType.NUMBER;
  }

  /** The most frequent tokens first; of equally frequent ones the last in order, as in Keras. */
  static List<String> byFrequency(Map<String, Long> counts, int most, boolean whole) {
    Comparator<String> order =
        whole
            ? Comparator.comparingLong(Long::parseLong)
            : (a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b));
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(order))
                .reversed())
        .limit(Math.max(0, most))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The numbers of raw values, in their shape. */
  Operand<TInt64> numbers(RawOps ops, Operand<?> raw) {
    Ops tf = ops.tf();
    long[] numbers = new long[tokens.size() + 1];
    Arrays.setAll(numbers, i -> i == 0 ? start - 1 : start + oovIndices + i - 1);
    var table =
        whole
            ? ops.table(tableName(), tf.constant(wholes()), tf.constant(numbers))
            : ops.table(
                tableName(),
                tf.constant(
                    StandardCharsets.UTF_8,
                    Stream.concat(Stream.of(""), tokens.stream()).toArray(String[]::new)),
                tf.constant(numbers));
    Operand<TInt64> found =
        tf.lookupTableFind(table, typed(raw), tf.constant(oovIndices == 1 ? start : UNSEEN));
    return oovIndices == 1
        ? found
        : tf.select(
            tf.math.equal(found, tf.constant(UNSEEN)),
            tf.math.add(shared(tf, raw), tf.constant((long) start)),
            found);
  }

  /** Models that are loaded beside each other share a table only if it has the same content. */
  private String tableName() {
    return name + "-" + UUID.nameUUIDFromBytes(bytes(toString()));
  }

  private long[] wholes() {
    return Stream.concat(Stream.of(MISSING), tokens.stream().map(Long::valueOf))
        .mapToLong(Long::longValue)
        .toArray();
  }

  @SuppressWarnings("unchecked")
  private Operand<TInt64> shared(Ops tf, Operand<?> raw) {
    return whole
        ? tf.math.floorMod((Operand<TInt64>) raw, tf.constant((long) oovIndices))
        : tf.strings.toHashBucketFast((Operand<TString>) raw, (long) oovIndices);
  }

  @SuppressWarnings("unchecked")
  private static Operand<? extends org.tensorflow.types.family.TType> typed(Operand<?> raw) {
    return (Operand<? extends org.tensorflow.types.family.TType>) raw;
  }
}
