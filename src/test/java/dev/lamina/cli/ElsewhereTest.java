package dev.lamina.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in processes of other locales, without a folder for temporary files. */
class ElsewhereTest {

  /** Digits that are not 0 to 9; a small I that is another letter, and a comma for the point. */
  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "tr-TR"})
  void everyPlaceTrainsAndReportsAlike(String locale, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path report = folder.resolve("report");
    Process process =
        ChildJvm.start(
            List.of(
                "-Duser.language=" + locale.substring(0, 2),
                "-Duser.country=" + locale.substring(3),
                "-Djava.io.tmpdir=/nowhere"),
            Main.class,
            "train",
            "models/lecture.json",
            "--labels",
            "0,1",
            "--epochs",
            2,
            "--batch",
            5000,
            "--save",
            folder.resolve("saved"),
            "--report",
            report);
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(out).isZero();
    assertThat(out).contains("epoch 2: loss 0.");
    try (Stream<Path> files = Files.walk(report)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".svg")).toList()) {
        assertThat(file).content().doesNotContainPattern("\\d,\\d{4}|[٠-٩०-९]");
      }
    }
  }
}
