package dev.lamina.data;

import dev.lamina.spec.Nearest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;

/**
 * The features of one {@code tf.train.Example}, by their names.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord">TFRecord and
 *     tf.train.Example</a>
 */
public final class Features {
  private final Example example;

  Features(Example example) {
    this.example = example;
  }

  /** Returns the names of all features, sorted. */
  public Set<String> names() {
    return new TreeSet<>(example.getFeatures().getFeatureMap().keySet());
  }

  /**
   * Returns the numbers of a list of floats or of whole numbers.
   *
   * @throws DataException if there is no such feature, or a whole number that a float does not hold
   *     exactly
   */
  public float[] numbers(String name) {
    Feature feature = feature(name);
    boolean whole = feature.getKindCase() == Feature.KindCase.INT64_LIST;
    if (!whole && feature.getKindCase() != Feature.KindCase.FLOAT_LIST) {
      throw kind(name, "numbers", feature);
    }
    int count =
        whole ? feature.getInt64List().getValueCount() : feature.getFloatList().getValueCount();
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] =
          whole
              ? exact(name, feature.getInt64List().getValue(i))
              : feature.getFloatList().getValue(i);
    }
    return numbers;
  }

  private static float exact(String name, long number) {
    float rounded = number;
    if ((long) rounded != number) {
      throw new DataException(
          "The feature \"%s\" has the whole number %s, which a float does not hold exactly; up to 16777216 all are."
              .formatted(name, number));
    }
    return rounded;
  }

  /**
   * Returns the bytes of the only value of a list of bytes, such as an encoded picture.
   *
   * @throws DataException if there is no such feature, or not one value
   */
  public byte[] bytes(String name) {
    Feature feature = feature(name);
    if (feature.getBytesList().getValueCount() != 1) {
      throw kind(name, "one value of bytes", feature);
    }
    return feature.getBytesList().getValue(0).toByteArray();
  }

  /** Returns the text of the only value of a list of bytes, in UTF-8; as {@link #bytes}. */
  public String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private Feature feature(String name) {
    Feature feature = example.getFeatures().getFeatureMap().get(name);
    if (feature == null) {
      throw new DataException(
          names().isEmpty()
              ? "There is no feature \"%s\": the record has none.".formatted(name)
              : "There is no feature \"%s\"; did you mean \"%s\"? There are %s."
                  .formatted(name, Nearest.of(name, names()), names()));
    }
    return feature;
  }

  private static DataException kind(String name, String wanted, Feature feature) {
    return new DataException(
        "The feature \"%s\" should hold %s, but holds %s with %s values; read it as what it is."
            .formatted(
                name,
                wanted,
                feature.getKindCase(),
                feature.getBytesList().getValueCount()
                    + feature.getFloatList().getValueCount()
                    + feature.getInt64List().getValueCount()));
  }
}
