package dev.lamina.model.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TerminalTest {

  /** Answers as a process of its own. */
  public static void main(String[] arguments) {
    System.out.println(Terminal.columns());
  }

  @Test
  void hasNoColumnsInAPipe() throws IOException, InterruptedException {
    Process piped =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TerminalTest.class.getName())
            .start();

    assertThat(piped.inputReader().readLine()).isEqualTo("0");
    assertThat(piped.waitFor()).isZero();
  }
}
