package dev.lamina.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That memory stays flat, in a process whose heap is fixed, so that all growth is native. */
class SoakTest {
  /** What compiled Java code and the allocator may take once the first models are done. */
  private static final long SLACK_KIB = 32 * 1024;

  @Test
  void hundredsOfRoundsTakeNoMoreMemory() throws IOException, InterruptedException {
    assertStaysFlat(6, 40);
  }

  @Test
  @Tag("slow")
  void tenThousandRoundsTakeNoMoreMemory() throws IOException, InterruptedException {
    assertStaysFlat(100, 100);
  }

  private static void assertStaysFlat(int models, int rounds)
      throws IOException, InterruptedException {
    assumeThat(Soak.STATUS).exists();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Soak.class.getName(),
                String.valueOf(models),
                String.valueOf(rounds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines = process.inputReader(UTF_8).lines().peek(System.out::println).toList();
    assertThat(process.waitFor()).isZero();

    assertThat(lines).hasSize(models / 2);
    assertThat(lines).extracting(SoakTest::pointers).containsOnly(pointers(lines.get(0)));
    assertThat(kib(lines.get(lines.size() - 1)))
        .as("KiB held at the end, of %s", lines)
        .isLessThan(kib(lines.get(0)) + SLACK_KIB);
  }

  private static long kib(String line) {
    return Long.parseLong(line.substring(0, line.indexOf(' ')));
  }

  private static long pointers(String line) {
    return Long.parseLong(line.substring(line.indexOf(' ') + 1));
  }
}
