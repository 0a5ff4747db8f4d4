package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
}
