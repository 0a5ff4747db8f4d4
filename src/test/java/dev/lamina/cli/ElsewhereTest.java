package dev.lamina.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in processes of other locales, without a folder for temporary files. */
@Tag("trains")
class ElsewhereTest {

  /** Digits that are not 0 to 9; a small I that is another letter, and a comma for the point. */
  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "tr-TR"})
  void everyPlaceTrainsAndReportsAlike(String locale, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path report = folder.resolve("report");
    Path saved = folder.resolve("saved");
    Path keras = folder.resolve("model.keras");

    assertThat(
            run(
                locale,
                List.of("train", "models/lecture.json", "--labels", "0,1", "--epochs", 2),
                List.of("--batch", 5000, "--save", saved, "--report", report)))
        .contains("epoch 2: loss 0.");
    assertThat(run(locale, List.of("export", saved, "--keras", "-o", keras), List.of()))
        .contains("load_model");

    try (Stream<Path> files = Files.walk(report)) {
      List<Path> charts = files.filter(f -> f.toString().endsWith(".svg")).toList();
      assertThat(charts).isNotEmpty();
      for (Path chart : charts) {
        assertThat(chart).content().doesNotContainPattern("\\d,\\d{4}|>-?\\d+,\\d{1,2}<|[٠-٩०-९]");
      }
    }
    assertThat(report.resolve("index.html")).content().doesNotContainPattern("[٠-٩०-९]");
  }

  private static String run(String locale, List<Object> arguments, List<Object> more)
      throws IOException, InterruptedException {
    List<String> options =
        List.of(
            "-Duser.language=" + locale.substring(0, 2),
            "-Duser.country=" + locale.substring(3),
            "-Djava.io.tmpdir=/nowhere");
    Object[] all = Stream.concat(arguments.stream(), more.stream()).toArray();
    Process process = ChildJvm.start(options, Main.class, all);
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}
