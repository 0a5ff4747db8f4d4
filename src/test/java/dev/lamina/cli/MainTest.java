package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.io.FileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "|a command is missing; give one of [compare, lecture, train, evaluate, predict, export, signatures, summary, data, draw, bench, doctor].|lamina",
        "comprae|There is no command \"comprae\"; did you mean compare? There are compare, lecture, train, evaluate, predict, export, signatures, summary, data, draw, bench, doctor.|lamina",
        "--sed 1|Unknown options: '--sed', '1'|lamina",
        "compare extra|Unmatched argument at index 1: 'extra'|lamina compare",
        "compare --sed 1|Unknown options: '--sed', '1'|lamina compare",
        "compare --batch|Missing required parameter for option '--batch' (N)|lamina compare",
        "compare --batch 0|Invalid value for option '--batch': give a whole number from 1 to 2147483647, not \"0\".|lamina compare",
        "compare --batch -1|Invalid value for option '--batch': give a whole number from 1 to 2147483647, not \"-1\".|lamina compare",
        "compare --epochs -1|Invalid value for option '--epochs' (N): give a whole number from 1 to 2147483647, not \"-1\".|lamina compare",
        "compare --epochs 1,2|--epochs takes one number for all ways or three, one for each, in the table's order, but got 2.|lamina compare",
        "compare --seed 1.5|Invalid value for option '--seed': give a whole number, not \"1.5\".|lamina compare",
        "compare --device tpu|Invalid value for option '--device': A device is auto, cpu, gpu, /CPU:0 or /GPU:0, but got \"tpu\".|lamina compare",
        "compare --jit maybe|Invalid value for option '--jit': expected one of [AUTO, ON, OFF] (case-insensitive) but was 'maybe'|lamina compare",
        "bench|Missing required parameter: 'WORKLOAD'|lamina bench",
        "bench mnist01-dg|There is no workload \"mnist01-dg\"; did you mean mnist01-gd? There are regress500, regress200k, mnist01-gd, mnist01-sgd, mnist01-b1, mnist10-mlp, mnist10-cnn, predict1, predict10k, predict-threads, scale.|lamina bench",
        "bench predict1 --calls 0|Invalid value for option '--calls': give a whole number from 1 to 2147483647, not \"0\".|lamina bench",
      })
  void saysWhatIsBadUsage(String args, String message, String command) {
    Cli run = Cli.run(args == null ? new String[0] : args.split(" ", -1));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    List<String> lines = run.err().lines().toList();
    assertThat(lines.get(0)).isEqualTo("lamina: " + message);
    assertThat(lines.get(lines.size() - 1)).isEqualTo("Try: " + command + " --help");
  }

  @Test
  void suggestsWhatMayHaveBeenMeant() {
    assertThat(Cli.run("compare", "--epoch", "3").err()).contains("Possible solutions: --epochs");
  }

  @Test
  void helps() {
    Cli run = Cli.run("--help");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("Usage: lamina ")
        .contains("compare", "bench", "doctor", "130", "--verbose");
  }

  @Test
  void tellsItsVersion() {
    Cli run = Cli.run("--version");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo("lamina development (Java %s)%n", System.getProperty("java.version"));
  }

  @Test
  void tellsAllLinesOfItsOwnMessages() {
    assertThat(Main.message(new FileException("a cannot be read.\nTry b.")))
        .isEqualTo("a cannot be read.\nTry b.");
  }

  @Test
  void tellsTheCausesOfOthers() {
    Throwable cause = new UncheckedIOException(new IOException("No space left on device"));

    assertThat(Main.message(new ExecutionException("stopped", cause)))
        .isEqualTo(
            """
            ExecutionException: stopped
              because of UncheckedIOException: java.io.IOException: No space left on device
              because of IOException: No space left on device (--verbose shows more)\
            """);
  }
}
