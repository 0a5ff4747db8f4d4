package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LectureCommandTest {
  @TempDir private Path folder;

  @Test
  void givesTheSectionsThatAreAskedFor() {
    Cli run = Cli.run("lecture", "batches", "3d");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("3E. Dataset (ds) and DataLoader (dl)\n-----------")
        .contains("\n3D. Names\n")
        .endsWith("on the page that\n--report DIR writes.\n\n");
  }

  @Test
  void speaksKorean() {
    Cli run = Cli.run("lecture", "--lang", "ko", "3D");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("3D. 용어의 정리\n---------------\n")
        .contains("ver  관측치  옛날")
        .contains("\n1    모든    gradient descent");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch|There is no section \"batch\"; did you mean batches?",
        "9Z|There is no section \"9Z\"",
        "--lang=fr|There is no language \"fr\""
      })
  void namesWhatThereIs(String argument, String message) {
    Cli run = Cli.run("lecture", argument);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message);
  }

  @Test
  void keepsAPageThatIsNotItsOwn() throws IOException {
    Path diary = Files.writeString(folder.resolve("index.html"), "my diary");

    Cli run = Cli.run("lecture", "3D", "--report", folder.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(diary + " is there and was not written by Lamina");
    assertThat(diary).hasContent("my diary");
  }

  @Test
  void writesAsciiWhereTheLocaleIsC() {
    assertThat(written(Map.of("LANG", "C"))).isEqualTo("y^ -> 1");
    assertThat(written(Map.of("LC_ALL", "POSIX", "LANG", "ko_KR.UTF-8"))).isEqualTo("y^ -> 1");
    assertThat(written(Map.of("LANG", "C.UTF-8"))).isEqualTo("ŷ → 1");
    assertThat(written(Map.of())).isEqualTo("ŷ → 1");
  }

  private static String written(Map<String, String> environment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintWriter writer = Main.writer(bytes, environment)) {
      writer.print("ŷ → 1");
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
