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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the guide and the cookbook: each page is one program, and prints what the page says. JShell
 * takes two pages; it compiles every statement anew, too slowly for all.
 */
@Tag("trains")
class GuideTest {

  private static final Pattern BLOCK =
      Pattern.compile("```(java|kotlin|text)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\n");
  private static final Pattern PROGRAM = Pattern.compile("(?m)^public class (\\w+)");

  /** A chapter of the guide, or what the cookbook has as a program of Java. */
  private static final Pattern PAGE =
      Pattern.compile(
          ".*/guide/([2-9]|1[0-9])-.*|.*/cookbook/(?!README|jshell|kotlin|modules).*\\.md");

  /** What the programs print between two blocks. */
  private static final String NEXT = "-- next block --\n";

  @TempDir private static Path classes;

  private static Locale locale = Locale.getDefault();

  /** What an earlier run wrote would be in the way of this one; pages print numbers in English. */
  @BeforeAll
  static void beginsAnew() throws IOException {
    for (Path written : List.of(Path.of("target", "guide"), Path.of("target", "cookbook"))) {
      if (Files.exists(written)) {
        try (Stream<Path> paths = Files.walk(written)) {
          for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
    }
    locale = Locale.getDefault();
    Locale.setDefault(Locale.ENGLISH);
    List<String> sources = new ArrayList<>();
    for (Path page : pages()) {
      sources.add(
          Files.writeString(classes.resolve(name(page) + ".java"), source(page)).toString());
    }
    compile(sources);
  }

  @AfterAll
  static void printsAsBefore() {
    Locale.setDefault(locale);
  }

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("docs"), 2)) {
      return files.filter(file -> PAGE.matcher(file.toString()).matches()).sorted().toList();
    }
  }

  record Block(String code, String prints) {}

  /** The page's blocks of code, each with the text that follows it. */
  static List<Block> blocks(Path page) throws IOException {
    List<MatchResult> all = BLOCK.matcher(Files.readString(page)).results().toList();
    return Stream.iterate(0, i -> i < all.size(), i -> i + 1)
        .filter(i -> !all.get(i).group(1).equals("text"))
        .map(
            i -> {
              boolean prints = i + 1 < all.size() && all.get(i + 1).group(1).equals("text");
              return new Block(all.get(i).group(2), prints ? all.get(i + 1).group(2) : "");
            })
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void printsWhatItSays(Path page) throws Exception {
    assertThat(run(name(page)).split(Pattern.quote(NEXT), -1))
        .extracting(GuideTest::comparable)
        .containsExactlyElementsOf(
            blocks(page).stream().map(block -> comparable(block.prints())).toList());
  }

  /** The name of the page's class: that of its program, or one of the page's own. */
  private static String name(Path page) throws IOException {
    Matcher program = PROGRAM.matcher(blocks(page).get(0).code());
    return program.find()
        ? program.group(1)
        : "Page" + String.valueOf(page.getFileName()).replaceAll("\\D", "");
  }

  /** The page's program as it stands there, or made of its blocks. */
  private static String source(Path page) throws IOException {
    String code = blocks(page).stream().map(Block::code).collect(Collectors.joining("\0\n"));
    if (PROGRAM.matcher(code).find()) {
      return code;
    }
    String imports =
        IMPORT.matcher(code).results().map(MatchResult::group).collect(Collectors.joining());
    String statements =
        IMPORT
            .matcher(code)
            .replaceAll("")
            .replace("\0\n", "System.out.print(\"%s\");\n".formatted(NEXT.replace("\n", "\\n")));
    return "%spublic class %s {\npublic static void main(String[] args) throws Exception {\n%s}\n}\n"
        .formatted(imports, name(page), statements);
  }

  private static void compile(List<String> sources) {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    arguments.addAll(sources);
    ByteArrayOutputStream problems = new ByteArrayOutputStream();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, problems, problems, arguments.toArray(String[]::new));
    assertThat(failed).as(problems.toString(StandardCharsets.UTF_8)).isZero();
  }

  private static String run(String name) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) null);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  @Tag("slow") // The compiler takes its time.
  void isKotlinToo() throws Exception {
    Block program = blocks(Path.of("docs/cookbook/kotlin.md")).get(0);
    Path source = Files.writeString(classes.resolve("Page.kt"), program.code());
    String[] arguments = {
      "-no-stdlib",
      "-no-reflect",
      "-cp",
      System.getProperty("java.class.path"),
      "-d",
      classes.toString(),
      source.toString()
    };
    assertThat(new K2JVMCompiler().exec(System.err, arguments)).isEqualTo(ExitCode.OK);

    assertThat(comparable(run("PageKt"))).isEqualTo(comparable(program.prints()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/guide/2-first-network.md", "docs/cookbook/jshell.md"})
  void canBePastedIntoJshell(Path page) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (JShell shell = shell(new PrintStream(printed, true, StandardCharsets.UTF_8))) {
      for (Block block : blocks(page)) {
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
            .remoteVMOptions(
                "-Dstdout.encoding=UTF-8", "-Dfile.encoding=UTF-8", "-Duser.language=en")
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
