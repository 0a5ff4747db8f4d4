package dev.lamina.prepare;

import dev.lamina.spec.Type;
import java.util.List;
import java.util.stream.LongStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.strings.StringNGrams;
import org.tensorflow.op.strings.StringSplit;
import org.tensorflow.op.strings.UnicodeDecode;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * How texts become words, by TensorFlow's ops in the order in which Keras applies them.
 *
 * @param standardize what is done to a text first
 * @param split where words end
 * @param ngrams how many words in a row make one at most
 */
public record Tokenization(Standardize standardize, SplitMode split, int ngrams) {
  static final Tokenization STANDARD =
      new Tokenization(Standardize.LOWER_AND_STRIP_PUNCTUATION, SplitMode.WHITESPACE, 1);
  static final Type<Tokenization> TYPE = Type.of(STANDARD);

  private static final String PUNCTUATION = "[!\"#$%&()\\*\\+,-\\./:;<=>?@\\[\\\\\\]^_`{|}~\\']";

  public Tokenization {
    if (ngrams < 1) {
      throw new IllegalArgumentException("ngrams are of at least 1 word, but got " + ngrams + ".");
    }
  }

  /** What is done to a text before it is split. */
  public enum Standardize {
    /** Nothing. */
    NONE(false, false),
    /** A to Z become a to z. */
    LOWER(true, false),
    /** Punctuation of ASCII is taken out. */
    STRIP_PUNCTUATION(false, true),
    /** Both. */
    LOWER_AND_STRIP_PUNCTUATION(true, true);

    private final boolean lowers;
    private final boolean strips;

    Standardize(boolean lowers, boolean strips) {
      this.lowers = lowers;
      this.strips = strips;
    }
  }

  /** Where a word ends and the next begins. */
  public enum SplitMode {
    /** The whole text is one. */
    NONE,
    /** At blanks and ends of lines. */
    WHITESPACE,
    /** After every character. */
    CHARACTER
  }

  /**
   * Rows of different lengths.
   *
   * @param tokens of all rows
   * @param splits where each row begins among them, then where the last one ends
   */
  record Ragged(Operand<TString> tokens, Operand<TInt64> splits) {

    /** A number for each token as {@code [rows, length]}: cut, or filled up with zeros. */
    Operand<TInt64> padded(Ops tf, Operand<TInt64> numbers, int length) {
      return tf.ragged.raggedTensorToTensor(
          tf.constant(new long[] {-1, length}),
          numbers,
          tf.constant(0L),
          List.of(splits),
          List.of("ROW_SPLITS"));
    }

    /** How often each number is in each row: {@code [rows, depth]}; those below 0 are none. */
    Operand<TFloat32> counts(Ops tf, Operand<TInt64> numbers, int depth) {
      Operand<TInt64> rows = tf.math.sub(tf.size(splits, TInt64.class), tf.constant(1L));
      Operand<TInt64> all = tf.size(numbers, TInt64.class);
      Operand<TInt64> places = tf.range(tf.constant(0L), all, tf.constant(1L));
      Operand<TInt64> row =
          tf.math.sub(
              tf.reshape(
                  tf.upperBound(
                      tf.expandDims(splits, tf.constant(0)),
                      tf.expandDims(places, tf.constant(0)),
                      TInt64.class),
                  tf.constant(new int[] {-1})),
              tf.constant(1L));
      Operand<TInt64> width = tf.constant((long) depth);
      Operand<TInt64> cells =
          tf.select(
              tf.math.less(numbers, tf.constant(0L)),
              numbers,
              tf.math.add(tf.math.mul(row, width), numbers));
      Operand<TFloat32> ones = tf.fill(tf.expandDims(all, tf.constant(0)), tf.constant(1f));
      Operand<TFloat32> counts = tf.math.unsortedSegmentSum(ones, cells, tf.math.mul(rows, width));
      return tf.reshape(counts, tf.constant(new int[] {-1, depth}));
    }
  }

  /** The words of raw texts {@code [rows, 1]}. */
  @SuppressWarnings("unchecked") // Only texts come here.
  Ragged of(Ops tf, Operand<?> raw) {
    Operand<TString> texts =
        standardized(tf, tf.reshape((Operand<TString>) raw, tf.constant(new int[] {-1})));
    Ragged ragged =
        switch (split) {
          case NONE -> new Ragged(texts, upTo(tf, texts));
          case WHITESPACE -> words(tf, texts);
          case CHARACTER -> characters(tf, texts);
        };
    if (ngrams == 1) {
      return ragged;
    }
    StringNGrams<TInt64> runs =
        tf.strings.stringNGrams(
            ragged.tokens(),
            ragged.splits(),
            " ",
            LongStream.rangeClosed(1, ngrams).boxed().toList(),
            "",
            "",
            0L,
            false);
    return new Ragged(runs.ngrams(), runs.ngramsSplits());
  }

  private Operand<TString> standardized(Ops tf, Operand<TString> texts) {
    Operand<TString> lower = standardize.lowers ? tf.strings.lower(texts) : texts;
    return standardize.strips
        ? tf.strings.regexReplace(lower, tf.constant(PUNCTUATION), tf.constant(""))
        : lower;
  }

  /** 0, 1, 2, … and the number of tokens. */
  private static Operand<TInt64> upTo(Ops tf, Operand<?> tokens) {
    Operand<TInt64> size =
        tf.size((Operand<? extends org.tensorflow.types.family.TType>) tokens, TInt64.class);
    return tf.range(tf.constant(0L), tf.math.add(size, tf.constant(1L)), tf.constant(1L));
  }

  private static Ragged words(Ops tf, Operand<TString> texts) {
    StringSplit split = tf.strings.stringSplit(texts, tf.constant(""));
    Operand<TInt64> row =
        tf.reshape(
            tf.slice(
                split.indices(), tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 1})),
            tf.constant(new int[] {1, -1}));
    Operand<TInt64> splits =
        tf.lowerBound(row, tf.expandDims(upTo(tf, texts), tf.constant(0)), TInt64.class);
    return new Ragged(split.values(), tf.reshape(splits, tf.constant(new int[] {-1})));
  }

  private static Ragged characters(Ops tf, Operand<TString> texts) {
    UnicodeDecode<TInt64> decoded = tf.strings.unicodeDecode(texts, "UTF-8", TInt64.class);
    Operand<TInt32> points = decoded.charValues();
    return new Ragged(
        tf.strings.unicodeEncode(points, upTo(tf, points), "UTF-8"), decoded.rowSplits());
  }
}
