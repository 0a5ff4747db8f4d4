package dev.lamina;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lamina is a thin layer, and stays one: how many lines of main code, all of them, each package may
 * have. {@code docs/decisions.md} says where the numbers come from; they go down, or up with a
 * reason there.
 */
class BudgetTest {
  private static final Path MAIN = Path.of("src", "main", "java", "dev", "lamina");

  private static final Map<String, Integer> LINES =
      Map.ofEntries(
          Map.entry("bench", 970),
          Map.entry("cli", 3300),
          Map.entry("data", 7990),
          Map.entry("doctor", 990),
          Map.entry("engine", 6920),
          Map.entry("exchange", 3430),
          Map.entry("io", 1280),
          Map.entry("layer", 9440),
          Map.entry("lecture", 2060),
          Map.entry("model", 6680),
          Map.entry("network", 1160),
          Map.entry("persist", 2660),
          Map.entry("prepare", 1800),
          Map.entry("random", 430),
          Map.entry("serving", 790),
          Map.entry("spec", 1420),
          Map.entry("text", 420),
          Map.entry("train", 4660),
          Map.entry("view", 6390));

  /** Files that list things, or document one public type at length. */
  private static final List<String> LONG =
      List.of("Dataset.java", "Layers.java", "Model.java", "Pipeline.java");

  static Stream<Map.Entry<String, Integer>> budgets() {
    return LINES.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("budgets")
  void aPackageKeepsItsBudget(Map.Entry<String, Integer> budget) throws IOException {
    List<Path> files = sources(MAIN.resolve(budget.getKey()));
    assertThat(files.stream().mapToInt(BudgetTest::lines).sum()).isBetween(1, budget.getValue());
  }

  @Test
  void everyPackageHasABudget() throws IOException {
    try (Stream<Path> packages = Files.list(MAIN)) {
      assertThat(
              packages.filter(Files::isDirectory).map(each -> String.valueOf(each.getFileName())))
          .containsExactlyInAnyOrderElementsOf(LINES.keySet());
    }
  }

  @Test
  void aFileHasAPageOrThree() throws IOException {
    assertThat(sources(MAIN).stream().filter(file -> lines(file) > 300))
        .extracting(file -> String.valueOf(file.getFileName()))
        .isSubsetOf(LONG);
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static int lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
