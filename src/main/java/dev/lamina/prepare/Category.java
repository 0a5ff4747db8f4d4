package dev.lamina.prepare;

import dev.lamina.data.DataException;
import dev.lamina.data.TableColumn;
import dev.lamina.data.ValueType;
import dev.lamina.engine.RawOps;
import dev.lamina.spec.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A column of categories, texts or whole numbers, as by Keras' {@code StringLookup} and {@code
 * IntegerLookup} with the mask token "": the most frequent one first, and places for those that
 * were not seen in training. A missing one is number 0, or all zeros where it is one-hot.
 *
 * @param name of the column
 * @param maxTokens how many numbers there are at most, those of missing and unseen categories
 *     included; 0 for as many as there are
 * @param oovIndices how many places unseen categories share, at least 1
 * @param outputMode how a category is written
 * @param whole learned: whether they are whole numbers
 * @param vocabulary learned, or given: the categories in their order
 */
public record Category(
    String name,
    int maxTokens,
    int oovIndices,
    OutputMode outputMode,
    boolean whole,
    List<String> vocabulary)
    implements Feature {
  static final Type<Category> TYPE =
      Type.of(new Category("", 0, 1, OutputMode.ONE_HOT, false, List.of()), "name");

  public Category {
    outputMode.checkSingle("category");
    vocabulary = List.copyOf(vocabulary);
    if (oovIndices < 1) {
      throw new IllegalArgumentException(
          "category needs a place for unseen ones, but got oovIndices %s.".formatted(oovIndices));
    }
  }

  /** The same with at most so many numbers; rarer categories count as unseen. */
  public Category maxTokens(int most) {
    return new Category(name, most, oovIndices, outputMode, whole, vocabulary);
  }

  /** The same with so many places for unseen categories, chosen by their hash. */
  public Category oovIndices(int count) {
    return new Category(name, maxTokens, count, outputMode, whole, vocabulary);
  }

  /** The same with categories that are written in another way. */
  public Category outputMode(OutputMode other) {
    return new Category(name, maxTokens, oovIndices, other, whole, vocabulary);
  }

  /** The same with these categories, whatever the rows have. */
  public Category vocabulary(String... categories) {
    return new Category(name, maxTokens, oovIndices, outputMode, whole, List.of(categories));
  }

  @Override
  public Category adapt(TableColumn column) {
    boolean numbers = Vocabulary.areWhole(column, "category");
    if (!vocabulary.isEmpty()) {
      return new Category(name, maxTokens, oovIndices, outputMode, numbers, vocabulary);
    }
    if (column.missing() == column.size()) {
      throw new DataException(
          "Column \"%s\" has no value in any of the %s rows to learn from; leave it out."
              .formatted(name, column.size()));
    }
    Map<String, Long> counts = new HashMap<>();
    column.counts().forEach((value, count) -> counts.put(value, (long) count));
    int most = maxTokens == 0 ? Integer.MAX_VALUE : maxTokens - start() - oovIndices;
    return new Category(
        name,
        maxTokens,
        oovIndices,
        outputMode,
        numbers,
        Vocabulary.byFrequency(counts, most, numbers));
  }

  /** The number of the first place of unseen ones. */
  private int start() {
    return outputMode == OutputMode.INT ? 1 : 0;
  }

  @Override
  public ValueType type() {
    return whole ? ValueType.INT64 : ValueType.STRING;
  }

  @Override
  public int width() {
    return outputMode.width(depth());
  }

  /** How many numbers there are, for an embedding. */
  public int depth() {
    return start() + oovIndices + vocabulary.size();
  }

  @Override
  public Operand<TFloat32> forward(RawOps ops, Operand<?> raw) {
    Vocabulary table = new Vocabulary(name, vocabulary, whole, oovIndices, start());
    return outputMode.encode(ops.tf(), table.numbers(ops, raw), depth());
  }
}
