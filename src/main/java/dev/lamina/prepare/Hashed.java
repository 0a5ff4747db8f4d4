package dev.lamina.prepare;

import dev.lamina.data.TableColumn;
import dev.lamina.data.ValueType;
import dev.lamina.engine.RawOps;
import dev.lamina.spec.Type;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * A column of very many categories, texts or whole numbers, spread over bins by their hash, as by
 * Keras' {@code Hashing} with the mask value "": missing ones have bin 0 for themselves.
 *
 * @param name of the column
 * @param bins how many there are, at least 2
 * @param salt none for FarmHash's fingerprint, two numbers for SipHash with this key
 * @param outputMode how a bin is written
 * @param whole learned: whether they are whole numbers
 */
public record Hashed(String name, int bins, List<Long> salt, OutputMode outputMode, boolean whole)
    implements Feature {
  static final Type<Hashed> TYPE =
      Type.of(new Hashed("", 2, List.of(), OutputMode.ONE_HOT, false), "name", "bins");

  public Hashed {
    outputMode.checkSingle("hashed");
    salt = List.copyOf(salt);
    if (bins < 2 || (!salt.isEmpty() && salt.size() != 2)) {
      throw new IllegalArgumentException(
          "hashed takes at least 2 bins and no salt or two numbers, but got %s and %s."
              .formatted(bins, salt));
    }
  }

  /** The same by another, strong hash, which differs with its key. */
  public Hashed salt(long first, long second) {
    return new Hashed(name, bins, List.of(first, second), outputMode, whole);
  }

  /** The same with bins that are written in another way. */
  public Hashed outputMode(OutputMode other) {
    return new Hashed(name, bins, salt, other, whole);
  }

  @Override
  public Hashed adapt(TableColumn column) {
    return new Hashed(name, bins, salt, outputMode, Vocabulary.areWhole(column, "hashed"));
  }

  @Override
  public ValueType type() {
    return whole ? ValueType.INT64 : ValueType.STRING;
  }

  @Override
  public int width() {
    return outputMode.width(bins);
  }

  @Override
  @SuppressWarnings("unchecked") // By type().
  public Operand<TFloat32> forward(RawOps ops, Operand<?> raw) {
    Ops tf = ops.tf();
    Operand<TString> texts =
        whole ? tf.dtypes.asString((Operand<TInt64>) raw) : (Operand<TString>) raw;
    Operand<TString> none = tf.constant(whole ? String.valueOf(Vocabulary.MISSING) : "");
    Operand<TInt64> hash =
        salt.isEmpty()
            ? tf.strings.toHashBucketFast(texts, bins - 1L)
            : tf.strings.toHashBucketStrong(texts, bins - 1L, salt);
    Operand<TInt64> bin =
        tf.select(
            tf.math.equal(texts, none), tf.zerosLike(hash), tf.math.add(hash, tf.constant(1L)));
    return outputMode.encode(tf, bin, bins);
  }
}
