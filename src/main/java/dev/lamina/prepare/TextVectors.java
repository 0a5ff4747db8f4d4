package dev.lamina.prepare;

import dev.lamina.data.ColumnType;
import dev.lamina.data.DataException;
import dev.lamina.data.TableColumn;
import dev.lamina.data.ValueType;
import dev.lamina.data.Values;
import dev.lamina.engine.RawOps;
import dev.lamina.engine.RowFunction;
import dev.lamina.spec.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A column of texts as the numbers of their words, as by Keras' {@code TextVectorization}.
 * Tokenization that were not seen in training share a number.
 *
 * @param name of the column
 * @param words how a text becomes words
 * @param maxTokens how many numbers there are at most, those of padding and unseen words included;
 *     0 for as many as there are
 * @param outputMode how the words are written; {@code INT} keeps their order
 * @param outputSequenceLength of {@code INT}: how many words a text has, cut or filled up with 0;
 *     learned, if it is 0: those of the longest text
 * @param vocabulary learned, or given: the words in their order
 * @param idf of {@code TF_IDF}, learned: how rare each word is, unseen ones first
 */
public record TextVectors(
    String name,
    Tokenization words,
    int maxTokens,
    OutputMode outputMode,
    int outputSequenceLength,
    List<String> vocabulary,
    List<Float> idf)
    implements Feature {
  static final Type<TextVectors> TYPE =
      Type.of(
          "Text",
          new TextVectors("", Tokenization.STANDARD, 0, OutputMode.INT, 0, List.of(), List.of()),
          "name");

  private static final int CHUNK = 4096;
  private static final String TOKENS = "tokens";
  private static final String SPLITS = "splits";

  public TextVectors {
    vocabulary = List.copyOf(vocabulary);
    idf = List.copyOf(idf);
    if (outputMode == OutputMode.ONE_HOT) {
      throw new IllegalArgumentException(
          "text has many words for each row, which are written as INT, MULTI_HOT, COUNT or TF_IDF, but got ONE_HOT; category(…) takes that.");
    }
  }

  /** The same with texts that become words in another way. */
  public TextVectors words(Tokenization other) {
    return new TextVectors(
        name, other, maxTokens, outputMode, outputSequenceLength, vocabulary, idf);
  }

  /** The same with runs of up to so many words as words, too. */
  public TextVectors ngrams(int most) {
    return words(new Tokenization(words.standardize(), words.split(), most));
  }

  /** The same with at most so many numbers; rarer words count as unseen. */
  public TextVectors maxTokens(int most) {
    return new TextVectors(name, words, most, outputMode, outputSequenceLength, vocabulary, idf);
  }

  /** The same with words that are written in another way. */
  public TextVectors outputMode(OutputMode other) {
    return new TextVectors(name, words, maxTokens, other, outputSequenceLength, vocabulary, idf);
  }

  /** The same with texts of so many words. */
  public TextVectors outputSequenceLength(int length) {
    return new TextVectors(name, words, maxTokens, outputMode, length, vocabulary, idf);
  }

  /** The same with these words, whatever the rows have. */
  public TextVectors vocabulary(String... others) {
    return new TextVectors(
        name, words, maxTokens, outputMode, outputSequenceLength, List.of(others), idf);
  }

  /** How often each word is there, in how many rows, and how many the longest row has. */
  private static final class Counts {
    private final Map<String, Long> tokens = new HashMap<>();
    private final Map<String, Long> rows = new HashMap<>();
    private int longest;

    void add(String[] all, long[] splits) {
      for (int row = 0; row + 1 < splits.length; row++) {
        Set<String> own = new HashSet<>();
        for (int i = (int) splits[row]; i < splits[row + 1]; i++) {
          tokens.merge(all[i], 1L, Long::sum);
          own.add(all[i]);
        }
        own.forEach(token -> rows.merge(token, 1L, Long::sum));
        longest = (int) Math.max(longest, splits[row + 1] - splits[row]);
      }
      tokens.remove("");
    }
  }

  @Override
  public TextVectors adapt(TableColumn column) {
    if (column.type() != ColumnType.TEXT || column.missing() == column.size()) {
      throw new DataException(
          "Column \"%s\" has no texts; take numeric(\"%s\"), or read it with CsvFormat.texts(\"%s\")."
              .formatted(name, name, name));
    }
    Counts counts = counts(column);
    int most = maxTokens == 0 ? Integer.MAX_VALUE : maxTokens - start() - 1;
    List<String> learned =
        vocabulary.isEmpty() ? Vocabulary.byFrequency(counts.tokens, most, false) : vocabulary;
    int length =
        outputSequenceLength == 0 && outputMode == OutputMode.INT
            ? Math.max(1, counts.longest)
            : outputSequenceLength;
    return new TextVectors(
        name, words, maxTokens, outputMode, length, learned, idf(learned, counts, column.size()));
  }

  private Counts counts(TableColumn column) {
    Counts counts = new Counts();
    try (RowFunction split =
        new RowFunction(
            Map.of(name, ValueType.STRING),
            (ops, raw) -> {
              Tokenization.Ragged ragged =
                  words.of(ops.tf(), Objects.requireNonNull(raw.get(name)));
              return Map.of(TOKENS, ragged.tokens(), SPLITS, ragged.splits());
            })) {
      for (int from = 0; from < column.size(); from += CHUNK) {
        int to = Math.min(from + CHUNK, column.size());
        Map<String, Values> answer = split.call(Map.of(name, RawRows.texts(column, from, to)));
        counts.add(
            Objects.requireNonNull(answer.get(TOKENS)).flat(String[].class),
            Objects.requireNonNull(answer.get(SPLITS)).flat(long[].class));
      }
    }
    return counts;
  }

  /** By the formula of Keras: unseen words are as rare as those that were seen are on average. */
  private List<Float> idf(List<String> learned, Counts counts, int texts) {
    if (outputMode != OutputMode.TF_IDF) {
      return List.of();
    }
    List<Float> all =
        new ArrayList<>(
            learned.stream()
                .map(
                    token ->
                        (float)
                            Math.log(
                                1 + (double) texts / (1 + counts.rows.getOrDefault(token, 0L))))
                .toList());
    all.add(0, (float) all.stream().mapToDouble(Float::doubleValue).average().orElse(0));
    return all;
  }

  /** The number of unseen words, behind that of padding. */
  private int start() {
    return outputMode == OutputMode.INT ? 1 : 0;
  }

  @Override
  public ValueType type() {
    return ValueType.STRING;
  }

  @Override
  public int width() {
    return outputMode == OutputMode.INT ? outputSequenceLength : depth();
  }

  /** How many numbers of words there are, for an embedding. */
  public int depth() {
    return start() + 1 + vocabulary.size();
  }

  @Override
  public Operand<TFloat32> forward(RawOps ops, Operand<?> raw) {
    Ops tf = ops.tf();
    Tokenization.Ragged ragged = words.of(tf, raw);
    Operand<TInt64> numbers =
        new Vocabulary(name, vocabulary, false, 1, start()).numbers(ops, ragged.tokens());
    if (outputMode == OutputMode.INT) {
      return tf.dtypes.cast(ragged.padded(tf, numbers, outputSequenceLength), TFloat32.class);
    }
    Operand<TFloat32> counts = ragged.counts(tf, numbers, depth());
    return switch (outputMode) {
      case MULTI_HOT -> tf.math.minimum(counts, tf.constant(1f));
      case TF_IDF -> tf.math.mul(counts, tf.constant(idfArray()));
      default -> counts;
    };
  }

  private float[] idfArray() {
    float[] array = new float[idf.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = idf.get(i);
    }
    return array;
  }
}
