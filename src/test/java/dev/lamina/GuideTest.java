package dev.lamina;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the guide: each page is one session of JShell, and prints what the page says. The sessions
 * follow each other in one process, which loads TensorFlow once; each begins without what was
 * declared and imported before.
 */
class GuideTest {

  /** What an earlier run wrote would be in the way of this one. */
  @BeforeAll
  static void beginsAnew() throws IOException {
    Path written = Path.of("target", "guide");
    if (Files.exists(written)) {
      try (Stream<Path> paths = Files.walk(written)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static final Path GUIDE = Path.of("docs/guide");
  private static final Pattern BLOCK = Pattern.compile("```(java|text)\n(.*?)```", Pattern.DOTALL);

  private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();
  private static final JShell SHELL = shell(new PrintStream(PRINTED, true, StandardCharsets.UTF_8));

  @AfterAll
  static void close() {
    SHELL.close();
  }

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(GUIDE)) {
      return files
          .filter(file -> file.toString().matches(".*/([2-9]|10)-.*\\.md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void printsWhatItSays(Path page) throws IOException {
    SHELL.snippets().forEach(SHELL::drop);
    PRINTED.reset();
    Matcher block = BLOCK.matcher(Files.readString(page));
    while (block.find()) {
      if (block.group(1).equals("java")) {
        assertThat(PRINTED.toString(StandardCharsets.UTF_8)).as("text left out").isBlank();
        run(block.group(2));
      } else {
        assertThat(comparable(PRINTED.toString(StandardCharsets.UTF_8)))
            .isEqualTo(comparable(block.group(2)));
        PRINTED.reset();
      }
    }
  }

  private static JShell shell(PrintStream printed) {
    JShell shell =
        JShell.builder()
            .out(printed)
            .err(System.err)
            .remoteVMOptions("-Dstdout.encoding=UTF-8", "-Dfile.encoding=UTF-8")
            .build();
    // All at once: the compiler begins anew with every call.
    shell.addToClasspath(System.getProperty("java.class.path"));
    return shell;
  }

  /** Runs a block's snippets one after the other. */
  private static void run(String block) {
    String rest = block;
    while (!rest.isBlank()) {
      CompletionInfo next = SHELL.sourceCodeAnalysis().analyzeCompletion(rest);
      String snippet = next.source() == null ? rest : next.source();
      for (SnippetEvent event : SHELL.eval(snippet)) {
        assertThat(event.exception()).as(snippet).isNull();
        assertThat(event.status()).as(() -> problems(event)).isEqualTo(Status.VALID);
      }
      rest = next.source() == null ? "" : next.remaining();
    }
  }

  private static String problems(SnippetEvent event) {
    return event.snippet().source()
        + SHELL
            .diagnostics(event.snippet())
            .map(problem -> "\n" + problem.getMessage(null))
            .reduce("", String::concat);
  }

  /** Another processor adds in another order, which shows in a number's last digits. */
  private static String comparable(String text) {
    return text.replaceAll("(\\d\\.\\d\\d)\\d+", "$1").stripTrailing();
  }
}
