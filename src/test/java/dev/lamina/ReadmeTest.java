package dev.lamina;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles and runs the very text that the README asks people to paste. */
@Tag("trains")
class ReadmeTest {
  private static final Pattern PROGRAM =
      Pattern.compile(
          "```java\n((?:import [^\n]*\n|\n)+public class (\\w+) .*?)```.*?It prints\n\n```\n(.*?)```",
          Pattern.DOTALL);

  private static final Pattern TRANSFER =
      Pattern.compile("```java\n(try \\(Model model =\\s+KerasFile.*?)```", Pattern.DOTALL);

  /** What TensorFlow writes when it is loaded. */
  private static final Pattern NOTE = Pattern.compile("WARNING: All log messages before|I0000 ");

  @TempDir private Path folder;

  /** The README's programs, each with its name and what it prints. */
  static List<MatchResult> programs() throws IOException {
    return PROGRAM.matcher(Files.readString(Path.of("README.md"))).results().toList();
  }

  @Test
  void hasPrograms() throws IOException {
    assertThat(programs())
        .extracting(program -> program.group(2))
        .containsExactly("ZeroOrOne", "Digits");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theProgramPrintsWhatTheReadmeSays(MatchResult program)
      throws IOException, InterruptedException {
    String name = program.group(2);
    Path source = Files.writeString(folder.resolve(name + ".java"), program.group(1));
    String classPath = System.getProperty("java.class.path");
    compile(source, classPath);

    Path output = folder.resolve("output.txt");
    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-cp",
                    folder + File.pathSeparator + classPath,
                    name))
            .redirectError(errors.toFile())
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();

    assertThat(Files.readAllLines(errors)).allMatch(line -> NOTE.matcher(line).lookingAt());

    assertThat(withoutLastDigits(Files.readString(output)))
        .isEqualTo(withoutLastDigits(program.group(3)));
    assertThat(process.exitValue()).isZero();
  }

  /** The guide runs one like it; here names are missing that the text says enough about. */
  @Test
  void theTransferCompiles() throws IOException {
    String program =
        """
        import static dev.lamina.layer.Layers.*;
        import static dev.lamina.model.Fit.epochs;
        import static dev.lamina.train.loss.Losses.*;
        import static dev.lamina.train.optimizer.Optimizers.*;

        import dev.lamina.data.Dataset;
        import dev.lamina.exchange.KerasFile;
        import dev.lamina.model.Model;
        import java.nio.file.Path;

        class Transfer {
          void train(Dataset letters) {
            %s
          }
        }
        """
            .formatted(transfer());
    Path source = Files.writeString(folder.resolve("Transfer.java"), program);

    compile(source, System.getProperty("java.class.path"));

    assertThat(folder.resolve("Transfer.class")).exists();
  }

  private static String transfer() throws IOException {
    Matcher matcher = TRANSFER.matcher(Files.readString(Path.of("README.md")));
    assertThat(matcher.find()).as("the README has a transfer").isTrue();
    return matcher.group(1);
  }

  private static void compile(Path source, String classPath) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, "-proc:none", "-cp", classPath, source.toString()))
        .isZero();
  }

  /** Another processor adds in another order, which shows in a number's last digits. */
  private static String withoutLastDigits(String text) {
    return text.replaceAll("(\\d\\.\\d\\d)\\d+", "$1");
  }
}
