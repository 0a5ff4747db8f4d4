package dev.lamina;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/**
 * What a process holds while it does the same over and over.
 *
 * @param kib of memory
 * @param pointers native objects that are not freed
 * @param files that are open
 */
public record Held(long kib, long pointers, long files) {
  private static final Path PROCESS = Path.of("/proc/self");

  /**
   * What compiled Java code, XLA's compiler and the allocator may still take in the second half of
   * a run.
   */
  private static final long SLACK_KIB = 32 * 1024;

  /** What the JVM itself opens and closes, such as where it reads the processors' load. */
  private static final long SLACK_FILES = 2;

  /** Prints what this process holds. */
  public static void print() throws IOException {
    try (Stream<Path> files = Files.list(PROCESS.resolve("fd"))) {
      System.out.println(residentKib() + " " + Pointer.totalCount() + " " + files.count());
    }
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(PROCESS.resolve("status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static Held read(String line) {
    String[] numbers = line.split(" ", -1);
    return new Held(
        Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
  }

  /**
   * Runs a program of the tests in a process whose heap is fixed, so that all growth is native, and
   * checks that it holds no more native objects and files from the first print to the last, and no
   * more memory from the one in the middle on, when compilers and allocators have settled.
   *
   * @param prints how many it makes
   */
  public static void assertStaysFlat(int prints, Class<?> program, Object... arguments)
      throws IOException, InterruptedException {
    assumeThat(PROCESS).exists();
    Process process =
        ChildJvm.start(List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch"), program, arguments);
    List<Held> held =
        process.inputReader(UTF_8).lines().peek(System.out::println).map(Held::read).toList();
    assertThat(process.waitFor()).isZero();

    assertThat(held).hasSize(prints);
    Held first = held.get(0);
    assertThat(held).as("native objects").allMatch(now -> now.pointers <= first.pointers);
    assertThat(held).as("open files").allMatch(now -> now.files <= first.files + SLACK_FILES);
    assertThat(held.get(prints - 1).kib)
        .as("KiB held at the end, of %s", held)
        .isLessThan(held.get(prints / 2).kib + SLACK_KIB);
  }
}
