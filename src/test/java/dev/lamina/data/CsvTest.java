package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class CsvTest {
  @TempDir private Path folder;

  @Test
  void takesALineWithoutNumbersForTheNamesOfTheColumns() throws IOException {
    Dataset table = read("pixel 1,pixel 2\n1,2\n3,4\n");

    assertThat(table.size()).isEqualTo(2);
    assertThat(table.get(1).x()).containsExactly(3, 4);
  }

  @Test
  void skipsAByteOrderMark() throws IOException {
    Dataset table = read("\ufeff1,2\n3,4\n");

    assertThat(table.size()).isEqualTo(2);
    assertThat(table.get(0).x()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "1;2, line 1, semicolons",
    "'0,5;0,7', line 1, semicolons",
    "'1\t2', line 1, tabs",
    "1 2, line 1, spaces",
    "'a;b\n1;2', line 2, semicolons",
  })
  void namesASeparatorThatIsNoComma(String text, String line, String separator) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s, %s has numbers with %s between them; separate them by commas.",
            file(), line, separator);
  }

  @ParameterizedTest
  @CsvSource({"NaN", "-Infinity", "1e40"})
  void refusesNumbersThatAreNotFinite(String number) {
    assertThatThrownBy(() -> read("1,2\n3," + number))
        .isInstanceOf(DataException.class)
        .hasMessage("%s, line 2, column 2: \"%s\" is no finite number; give one.", file(), number);
  }

  @Test
  void saysWhichValueIsNoNumber() {
    assertThatThrownBy(() -> read("1,two"))
        .isInstanceOf(DataException.class)
        .hasMessage("%s, line 1, column 2: \"two\" is no number.", file());
  }

  @ParameterizedTest
  @ValueSource(strings = {"5d,10d", "1f,2F", "0x1p3,0x1p4", "a,b", "١,٢"})
  void takesWordsThatOnlyJavaCallsNumbersForNames(String names) throws IOException {
    assertThat(read(names + "\n1,2\n").size()).isEqualTo(1);
    assertThatThrownBy(() -> read("1,2\n" + names)).hasMessageContaining("is no number");
  }

  @Test
  void countsLinesAsEditorsDo() {
    for (String text : List.of("a,b\n\n1,2\n\n\n3,x\n", "\"a\n\n\n\",b\r\n1,2\r\n3,x")) {
      assertThatThrownBy(() -> read(text))
          .hasMessage("%s, line 6, column 2: \"x\" is no number.", file());
    }
  }

  @Test
  void saysThatADecimalCommaIsNone() {
    assertThatThrownBy(() -> read("\"0,1\",\"0,2\""))
        .hasMessage(
            "%s, line 1, column 1: \"0,1\" is no number; write a decimal point, not a comma.",
            file());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-8"})
  void readsUnicode(String charset) throws IOException {
    Files.writeString(file(), "größe,b\n1,2\n", Charset.forName(charset));

    assertThat(Csv.inputs(file(), Shape.of(2)).get(0).x()).containsExactly(1, 2);
  }

  @Test
  void refusesATableWithoutExamples() {
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(DataException.class)
        .hasMessage("%s has no examples; give one in each line.", file());
  }

  private Dataset read(String text) throws IOException {
    return Csv.inputs(Files.writeString(file(), text), Shape.of(2));
  }

  private Path file() {
    return folder.resolve("table.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1d", "1f", "0x1p3", "1e-999", "\u00011", "1_0", "1 " + "\u0000"})
  void takesNumbersAndNoWordsOfJava(String cell) {
    assertThatThrownBy(() -> read("1,2\n1," + cell + "\n"))
        .isInstanceOf(DataException.class)
        .hasMessage("%s, line 2, column 2: \"%s\" is no number.", file(), cell);
  }

  @Test
  void takesBlanksAroundNumbersAndWhatIsNearZero() throws IOException {
    assertThat(read(" 1\t, 1e-50\n").get(0).x()).containsExactly(1, 0);
  }

  @Test
  void refusesALineWithoutEnd() {
    String line = "1,".repeat(2_000_000);

    assertThatThrownBy(() -> read(line))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s cannot be read (it has more than 1048704 characters in one piece); check it, or take another copy.",
            file());
    assertThatThrownBy(() -> read("1," + "x".repeat(100_000)))
        .hasMessage(
            "%s, line 1, column 2: \"%s…\" is no number.".formatted(file(), "x".repeat(60)));
  }
}
