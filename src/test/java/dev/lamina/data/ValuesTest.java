package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

class ValuesTest {

  static List<Object> arrays() {
    return List.of(
        new float[] {1, 2},
        new double[][] {{1}, {2}},
        new int[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}, {{9, 10}, {11, 12}}},
        new long[][][][] {{{{1, 2, 3}}}},
        new byte[] {-1, 0, 127},
        new boolean[][] {{true, false}},
        new String[][] {{"a", "ä"}, {"", "c"}},
        new float[0],
        new int[2][0],
        1.5f,
        2.5,
        3,
        4L,
        (byte) 5,
        true,
        "six");
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void givesBackWhatItTook(Object array) {
    assertThat(Values.of(array).array(array.getClass())).isEqualTo(array);
  }

  @Test
  void isRowMajor() {
    Values values = Values.of(new int[][] {{1, 2, 3}, {4, 5, 6}});

    assertThat(values.type()).isEqualTo(ValueType.INT32);
    assertThat(values.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(values.size()).isEqualTo(6);
    assertThat(values.flat(int[].class)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(values.reshape(3, 2).array(int[][].class))
        .isDeepEqualTo(new int[][] {{1, 2}, {3, 4}, {5, 6}});
    assertThat(values).hasToString("int32 [2, 3]");
  }

  @Test
  void copies() {
    float[][] rows = {{1, 2}};
    Values values = Values.of(rows);
    rows[0][0] = 9;
    values.flat(float[].class)[1] = 9;
    values.array(float[][].class)[0][1] = 9;

    assertThat(values.flat(float[].class)).containsExactly(1, 2);
  }

  @Test
  void isEqualToTheSameValuesOfTheSameTypeAndShape() {
    Values values = Values.of(new String[] {"a", "b"});

    assertThat(values)
        .isEqualTo(Values.of(new String[] {"a", "b"}))
        .hasSameHashCodeAs(Values.of(new String[] {"a", "b"}))
        .isNotEqualTo(Values.of(new String[] {"a", "c"}))
        .isNotEqualTo(values.reshape(1, 2));
    assertThat(Values.of(1)).isNotEqualTo(Values.of(1L));
  }

  @Test
  void refusesOtherTypes() {
    assertThatThrownBy(() -> Values.of(List.of(1f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Values are arrays, of any rank, of float, double, int, long, byte, boolean or String, but got List");
    assertThatThrownBy(() -> Values.of(new Float[] {1f}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("but got Float[]; give arrays of float.");
  }

  @Test
  void refusesRowsOfDifferentLengths() {
    assertThatThrownBy(() -> Values.of(new float[][] {{1, 2}, {3}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Values need arrays of equal lengths beside each other, but at rank 2 one has 2 elements and another 1.");
    assertThatThrownBy(() -> Values.of(new float[][] {{}, {3}}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesNulls() {
    assertThatThrownBy(() -> Values.of(new float[1][]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is a null");
    assertThatThrownBy(() -> Values.of(new String[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is a null");
  }

  @Test
  void refusesShapesAndTypesThatDoNotFit() {
    Values values = Values.of(new float[6]);

    assertThatThrownBy(() -> values.reshape(4, 2))
        .hasMessage(
            "float32 [6] has 6 values, which the shape [4, 2] does not hold; give sizes whose product is 6.");
    assertThatThrownBy(() -> values.reshape(-2, -3)).hasMessageContaining("does not hold");
    assertThatThrownBy(() -> values.array(float[][].class))
        .hasMessage("float32 [6] gives float[], but float[][] was asked for.");
    assertThatThrownBy(() -> values.flat(int[].class))
        .hasMessage("float32 [6] gives float[], but int[] was asked for.");
    assertThatThrownBy(() -> Values.of(1).array(Float.class))
        .hasMessage("int32 [] gives Integer, but Float was asked for.");
  }
}
