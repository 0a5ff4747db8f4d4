package dev.lamina.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/** Files that NumPy 2.4 wrote, and files that it would write. */
class NumpyTest {
  private static final Path FILES = Path.of("src/test/resources/numpy");
  private static final Values QUARTERS =
      Values.of(new float[][] {{0, 0.25f, 0.5f}, {0.75f, 1, 1.25f}});
  private static final Values LONGS =
      Values.of(
          new long[][] {
            {0, 10_000_000_000L, 20_000_000_000L},
            {30_000_000_000L, 40_000_000_000L, 50_000_000_000L}
          });

  @TempDir private Path folder;

  @Test
  void readsEveryTypeInEveryOrder() {
    Map<String, Values> read = Numpy.readAll(FILES.resolve("stored.npz"));
    int[][][] counted = new int[2][3][4];
    for (int i = 0; i < 24; i++) {
      counted[i / 12][i / 4 % 3][i % 4] = i;
    }

    assertThat(read)
        .containsEntry(
            "half",
            Values.of(
                new float[] {1.5f, -2, 65504, 0x1p-24f, Float.POSITIVE_INFINITY, 0.099975586f}))
        .containsEntry("float", QUARTERS)
        .containsEntry(
            "double", Values.of(new double[][] {{0, 1.0 / 3, 2.0 / 3}, {1, 4.0 / 3, 5.0 / 3}}))
        .containsEntry("int", Values.of(new int[][] {{-2, -1, 0}, {1, 2, 3}}))
        .containsEntry("long", LONGS)
        .containsEntry(
            "byte", Values.of(new byte[][] {{0, 50, 100}, {(byte) 150, (byte) 200, (byte) 250}}))
        .containsEntry(
            "bool", Values.of(new boolean[][] {{true, false, true}, {false, true, false}}))
        .containsEntry("big_float", QUARTERS)
        .containsEntry("big_long", LONGS)
        .containsEntry("big_half", Values.of(new float[] {0.5f}))
        .containsEntry("fortran", Values.of(counted))
        .containsEntry("fortran_bytes", read.get("byte"))
        .containsEntry("scalar", Values.of(7f))
        .containsEntry("vector", Values.of(new double[] {0, 1, 2}))
        .hasSize(15);
    assertThat(value(read, "empty").shape()).isEqualTo(Shape.of(0, 3));
  }

  @Test
  void readsCompressedArrays() {
    Map<String, Values> stored = Numpy.readAll(FILES.resolve("stored.npz"));

    assertThat(Numpy.readAll(FILES.resolve("deflated.npz")))
        .hasSize(3)
        .allSatisfy((name, values) -> assertThat(values).isEqualTo(stored.get(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"version1.npy", "version2.npy", "version3.npy"})
  void readsEveryVersionOfTheFormat(String file) {
    assertThat(Numpy.read(FILES.resolve(file))).isEqualTo(QUARTERS);
  }

  @Test
  void writesWhatNumpyWrites() throws IOException {
    Path npy = folder.resolve("new/quarters.npy");
    Numpy.write(npy, QUARTERS);

    assertThat(Files.readAllBytes(npy))
        .isEqualTo(Files.readAllBytes(FILES.resolve("version1.npy")));
  }

  @Test
  void readsWhatItWrites() throws IOException {
    Map<String, Values> arrays = new LinkedHashMap<>(Numpy.readAll(FILES.resolve("stored.npz")));
    arrays.put("large", Values.of(new double[100_000]).reshape(10, 10_000));
    Path npz = folder.resolve("all.npz");
    Numpy.write(npz, arrays);
    Path again = folder.resolve("again.npz");
    Numpy.write(again, arrays);

    assertThat(Numpy.readAll(npz)).isEqualTo(arrays);
    assertThat(Files.readAllBytes(npz)).isEqualTo(Files.readAllBytes(again));
    for (Values values : arrays.values()) {
      Path npy = folder.resolve("one.npy");
      Numpy.write(npy, values);
      assertThat(Numpy.read(npy)).isEqualTo(values);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          objects.npy | holds Python's objects, which are not read since they can run programs; save an array of numbers, such as array.astype("float32").
          records.npy | holds elements of the type records of several fields, but only b1, f2, f4, f8, i4, i8, u1 are read; convert them by astype.
          text.npy    | holds elements of the type <U2, but only b1, f2, f4, f8, i4, i8, u1 are read; convert them by astype.
          complex.npy | holds elements of the type <c16, but only b1, f2, f4, f8, i4, i8, u1 are read; convert them by astype.
          stored.npz  | is no array of NumPy; write one by numpy.save("name.npy", array).
          """)
  void refusesOtherElements(String file, String message) {
    assertRefuses(() -> Numpy.read(FILES.resolve(file)), FILES.resolve(file) + " " + message);
  }

  @Test
  void saysWhatIsDamaged() throws IOException {
    byte[] whole = Files.readAllBytes(FILES.resolve("version1.npy"));
    Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, whole.length - 1));
    Path huge = changed("huge.npy", "(2, 3)", "(2000000000, 3)");
    Path endless = changed("endless.npy", "(2, 3)", "(99999999999999999999, 3)");
    byte[] ofVersion4 = whole.clone();
    ofVersion4[6] = 4;
    Path newer = Files.write(folder.resolve("newer.npy"), ofVersion4);

    assertRefuses(
        () -> Numpy.read(cut), cut + " is damaged: it should have 6 elements, but it ends before.");
    assertRefuses(
        () -> Numpy.read(huge),
        huge
            + " is damaged: it should have [2000000000, 3] elements of 4 bytes each, but there are"
            + " 152 bytes.");
    assertThatThrownBy(() -> Numpy.read(endless))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is damaged: it should have a header of type, order and shape");
    assertRefuses(
        () -> Numpy.read(newer), newer + " has NumPy's format 4, but only 1 to 3 are known.");
    assertRefuses(
        () -> Numpy.read(folder.resolve("none.npy")),
        "There is no file %s; check the name.".formatted(folder.resolve("none.npy")));
    assertRefuses(
        () -> Numpy.readAll(folder.resolve("none.npz")),
        "There is no file %s; check the name.".formatted(folder.resolve("none.npz")));
    assertThatThrownBy(() -> Numpy.readAll(FILES.resolve("version1.npy")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("version1.npy is no whole .npz file");
  }

  @Test
  void noDamageGoesUnseenOrFailsOtherwise() throws IOException {
    byte[] whole = Files.readAllBytes(FILES.resolve("deflated.npz"));
    Map<String, Values> right = Numpy.readAll(FILES.resolve("deflated.npz"));
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] bytes =
          i % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      if (i % 3 != 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Path file = Files.write(folder.resolve("damaged.npz"), bytes);
      try {
        assertThat(Numpy.readAll(file).values()).isSubsetOf(right.values());
      } catch (DataException e) {
        assertThat(e).hasMessageContaining("damaged.npz");
      }
    }
  }

  @Test
  void writesNoStrings() {
    assertThatThrownBy(() -> Numpy.write(folder.resolve("text.npy"), Values.of("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("NumPy's files take numbers and booleans, but got string [].");
    assertThat(folder).isEmptyDirectory();
  }

  private Path changed(String name, String from, String to) throws IOException {
    String whole = Files.readString(FILES.resolve("version1.npy"), ISO_8859_1);
    return Files.writeString(
        folder.resolve(name),
        whole.replace(from, to).replaceFirst(" {" + (to.length() - from.length()) + "}\n", "\n"),
        ISO_8859_1);
  }

  private static Values value(Map<String, Values> all, String name) {
    return Objects.requireNonNull(all.get(name));
  }

  private static void assertRefuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(message);
  }
}
