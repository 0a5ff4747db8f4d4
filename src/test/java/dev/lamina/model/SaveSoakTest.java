package dev.lamina.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lamina.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That saving and loading models takes no more memory and no more files with time, in a process
 * whose heap is fixed, so that all growth is native.
 */
class SaveSoakTest {
  /** What compiled Java code and the allocator may take once the first rounds are done. */
  private static final long SLACK_KIB = 32 * 1024;

  @TempDir private Path folder;

  @Test
  void aHundredRoundsTakeNoMoreMemoryOrFiles() throws IOException, InterruptedException {
    assertStaysFlat(100, 25);
  }

  @Test
  @Tag("slow")
  void tenThousandRoundsTakeNoMoreMemoryOrFiles() throws IOException, InterruptedException {
    assertStaysFlat(10_000, 500);
  }

  private void assertStaysFlat(int rounds, int each) throws IOException, InterruptedException {
    assumeThat(Soak.STATUS).exists();
    Process process =
        ChildJvm.start(
            List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch"),
            SaveSoak.class,
            folder,
            rounds,
            each);
    List<long[]> lines =
        process
            .inputReader(UTF_8)
            .lines()
            .peek(System.out::println)
            .map(line -> Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray())
            .toList();
    assertThat(process.waitFor()).isZero();

    assertThat(lines).hasSize(rounds / each);
    long[] first = lines.get(0);
    assertThat(lines).extracting(line -> line[1]).as("native objects").containsOnly(first[1]);
    assertThat(lines).extracting(line -> line[2]).as("open files").containsOnly(first[2]);
    assertThat(lines.get(lines.size() - 1)[0])
        .as("KiB held at the end")
        .isLessThan(first[0] + SLACK_KIB);
  }
}
