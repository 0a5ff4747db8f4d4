package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("table.csv");
  }

  private Table read(String text) throws IOException {
    return Csv.read(Files.writeString(file(), text));
  }

  @Test
  void findsOutNamesTypesAndWhatIsMissing() throws IOException {
    Table table =
        read(
            "id,name,zip,paid,note\n1,\"a, \"\"b\"\"\",00501,true,\n-2.5e1,\"two\nlines\",10115,FALSE,NA\n,x,1,,null\n");

    assertThat(table.describe())
        .isEqualTo(
            """
            3 rows, 5 columns

            column  type     missing  distinct  values
            id      number         1         2  -25 to 1, mean -12.00
            name    text           0         3  a, "b" (1), two (1), x (1)
            zip     text           0         3  00501 (1), 1 (1), 10115 (1)
            paid    boolean        1         2  false (1), true (1)
            note    number         3         0  all missing
            """);
    assertThat(table.column("name").text(1)).isEqualTo("two\nlines");
    assertThat(table.column("paid").number(0)).isEqualTo(1);
  }

  @Test
  void readsGzippedFilesAndOtherFormats() throws IOException {
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file()))) {
      packed.write("1;?\n2; 7 \n".getBytes(StandardCharsets.UTF_8));
    }

    Table table =
        Csv.read(
            file(), CsvFormat.standard().delimiter(';').names("a", "b").missing("?").texts("a"));

    assertThat(table.column("a").type()).isEqualTo(ColumnType.TEXT);
    assertThat(table.column("b").isMissing(0)).isTrue();
    assertThat(table.column("b").number(1)).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b\\n1,2\\n\\n1,2,3|, line 4 has 3 values, but there are 2 columns (a, b)",
        "a,b\\n\"x\\ny\",2\\n1|, line 4 has 1 values, but there are 2 columns",
        "a,b,a\\n1,2,3|: Two columns are named \"a\"",
        "''| is empty; a table has a line of names",
      })
  void saysWhatIsWrongAndWhere(String text, String message) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file().toString())
        .hasMessageContaining(message);
  }

  @Test
  void namesTheLineOfAWordAmongNumbers() {
    String text = "a,b\n" + "1,2\n".repeat(100_000) + "1,unknown\n";

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s, line 100002, column \"b\": \"unknown\" is no number, as all values before it are; correct it, name it with CsvFormat.missing(…) if it stands for no value, or the column with CsvFormat.texts(\"b\")."
                .formatted(file()));
  }

  @Test
  void refusesMillionsOfColumns() {
    assertThatThrownBy(() -> read("x,".repeat(10_000_000)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 1 has more than 100000 columns");
  }

  @Test
  void takesRowsOfAProgram() {
    record Customer(String name, int age, Optional<Double> income, boolean member) {}
    Map<String, Object> unknown = new HashMap<>();
    unknown.put("name", null);

    Table table =
        Table.ofRows(
            List.of(new Customer("Ada", 36, Optional.empty(), true), Map.of("age", 7L), unknown));

    assertThat(table.names()).containsExactly("name", "age", "income", "member");
    assertThat(table.column("age").number(1)).isEqualTo(7);
    assertThat(table.column("age").isMissing(2)).isTrue();
    assertThat(table.column("member").type()).isEqualTo(ColumnType.BOOLEAN);
    assertThat(table.column("name").missing()).isEqualTo(2);
    assertThatThrownBy(() -> Table.ofRows(List.of(Map.of("a", 1), Map.of("a", "x"))))
        .hasMessage("Column \"a\" has numbers and texts; give all its values as one of both.");
    assertThatThrownBy(() -> Table.ofRows(Arrays.asList(1)))
        .hasMessage("A row is a map or a record, but got Integer.");
  }

  @Test
  void choosesColumnsAndRows() throws IOException {
    Table table = read("n,w\n1,a\n2,\n3,c\n4,d\n");

    assertThat(table.where(row -> row.number("n") > 2).column("w").counts())
        .containsOnlyKeys("c", "d");
    assertThat(table.dropMissing().rows()).isEqualTo(3);
    assertThat(table.select("w").names()).containsExactly("w");
    assertThat(table.shuffle(1).column("n").present().sum()).isEqualTo(10);
    assertThat(table.split(0.75).second().column("n").number(0)).isEqualTo(4);
    assertThatThrownBy(() -> table.column("m"))
        .isInstanceOf(DataException.class)
        .hasMessage("There is no column \"m\"; did you mean n? There are n, w.");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1",
    "1e22",
    "123456789012345678",
    "-.5",
    "3.",
    "1e-320",
    "0.000000000000000000000001",
    "9007199254740993",
    "1.7976931348623157e308",
    "0.30000000000000004"
  })
  void readsNumbersToTheLastBit(String number) {
    char[] text = ("x" + number + "x").toCharArray();

    assertThat(NumberParser.parse(text, 1, text.length - 1)).isEqualTo(Double.parseDouble(number));
  }

  @ParameterizedTest
  @CsvSource({"''", "-", ".", "e5", "1e", "1e+", "1.2.3", "1d", "0x1", "Infinity", "1e999", "1 2"})
  void knowsWhatIsNoNumber(String text) {
    assertThat(NumberParser.parse(text.toCharArray(), 0, text.length())).isNaN();
  }
}
