package dev.lamina;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the guide: each page is one program, and prints what the page says. JShell takes the first
 * one as well; it compiles every statement anew, too slowly for all.
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
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\n");

  /** What the programs print between two blocks. */
  private static final String NEXT = "-- next block --\n";

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(GUIDE)) {
      return files
          .filter(file -> file.toString().matches(".*/([2-9]|1[0-2])-.*\\.md"))
          .sorted()
          .toList();
    }
  }

  private record Block(String code, String prints) {}

  /** The page's blocks of Java, each with the text that follows it. */
  private static List<Block> blocks(Path page) throws IOException {
    List<MatchResult> all = BLOCK.matcher(Files.readString(page)).results().toList();
    return Stream.iterate(0, i -> i < all.size(), i -> i + 1)
        .filter(i -> all.get(i).group(1).equals("java"))
        .map(
            i -> {
              boolean prints = i + 1 < all.size() && all.get(i + 1).group(1).equals("text");
              return new Block(all.get(i).group(2), prints ? all.get(i + 1).group(2) : "");
            })
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void printsWhatItSays(Path page, @TempDir Path folder) throws Exception {
    List<Block> blocks = blocks(page);
    compile(blocks, folder);

    String printed = run(folder);

    assertThat(printed.split(Pattern.quote(NEXT), -1))
        .extracting(GuideTest::comparable)
        .containsExactlyElementsOf(
            blocks.stream().map(block -> comparable(block.prints())).toList());
  }

  private static void compile(List<Block> blocks, Path folder) throws IOException {
    String code = blocks.stream().map(Block::code).collect(Collectors.joining("\0\n"));
    String imports =
        IMPORT.matcher(code).results().map(MatchResult::group).collect(Collectors.joining());
    String statements =
        IMPORT
            .matcher(code)
            .replaceAll("")
            .replace("\0\n", "System.out.print(\"%s\");\n".formatted(NEXT.replace("\n", "\\n")));
    Path source =
        Files.writeString(
            folder.resolve("Page.java"),
            "%spublic class Page {\npublic static void main(String[] args) throws Exception {\n%s}\n}\n"
                .formatted(imports, statements));
    ByteArrayOutputStream problems = new ByteArrayOutputStream();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                problems,
                problems,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(failed).as(problems.toString(StandardCharsets.UTF_8)).isZero();
  }

  private static String run(Path folder) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader.loadClass("Page").getMethod("main", String[].class).invoke(null, (Object) null);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void canBePastedIntoJshell() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (JShell shell = shell(new PrintStream(printed, true, StandardCharsets.UTF_8))) {
      for (Block block : blocks(GUIDE.resolve("2-first-network.md"))) {
        paste(shell, block.code());
        assertThat(comparable(printed.toString(StandardCharsets.UTF_8)))
            .isEqualTo(comparable(block.prints()));
        printed.reset();
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
  private static void paste(JShell shell, String block) {
    String rest = block;
    while (!rest.isBlank()) {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      String snippet = next.source() == null ? rest : next.source();
      for (SnippetEvent event : shell.eval(snippet)) {
        assertThat(event.exception()).as(snippet).isNull();
        assertThat(event.status()).as(() -> problems(shell, event)).isEqualTo(Status.VALID);
      }
      rest = next.source() == null ? "" : next.remaining();
    }
  }

  private static String problems(JShell shell, SnippetEvent event) {
    return event.snippet().source()
        + shell
            .diagnostics(event.snippet())
            .map(problem -> "\n" + problem.getMessage(null))
            .reduce("", String::concat);
  }

  /** Another processor adds in another order, which shows in a number's last digits. */
  private static String comparable(String text) {
    return text.replaceAll("(\\d\\.\\d\\d)\\d+", "$1").stripTrailing();
  }
}
