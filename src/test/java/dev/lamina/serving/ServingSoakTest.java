package dev.lamina.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That memory and open files stay as they are, in a process whose heap is fixed. */
class ServingSoakTest {
  /** What compiled Java code and the allocator may take once the first tenth is done. */
  private static final long SLACK_KIB = 32 * 1024;

  @TempDir private Path folder;

  @Test
  void aHundredThousandPredictionsTakeNoMoreMemory() throws IOException, InterruptedException {
    assertStaysFlat("predict", 100_000);
  }

  @Test
  @Tag("slow")
  void tenMillionPredictionsTakeNoMoreMemory() throws IOException, InterruptedException {
    assertStaysFlat("predict", 10_000_000);
  }

  @Test
  void exportingAndLoadingAHundredTimesTakesNoMoreMemoryOrFiles()
      throws IOException, InterruptedException {
    assertStaysFlat("load", 100);
  }

  @Test
  @Tag("slow")
  void exportingAndLoadingTenThousandTimesTakesNoMoreMemoryOrFiles()
      throws IOException, InterruptedException {
    assertStaysFlat("load", 10_000);
  }

  private void assertStaysFlat(String what, int rounds) throws IOException, InterruptedException {
    assumeThat(ServingSoak.STATUS).exists();
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
                ServingSoak.class.getName(),
                what,
                String.valueOf(rounds),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<long[]> parts =
        process.inputReader(UTF_8).lines().peek(System.out::println).map(this::numbers).toList();
    assertThat(process.waitFor()).isZero();

    assertThat(parts).hasSize(10);
    long[] first = parts.get(0);
    long[] last = parts.get(parts.size() - 1);
    assertThat(last[0]).as("KiB held at the end").isLessThan(first[0] + SLACK_KIB);
    assertThat(last[1]).as("native objects at the end").isLessThanOrEqualTo(first[1]);
    assertThat(last[2]).as("open files at the end").isLessThanOrEqualTo(first[2]);
  }

  private long[] numbers(String line) {
    return Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }
}
