package dev.lamina.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.io.JavaProcess;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.function.Consumer;

/** Runs a program in a process like this one, so that what it measures starts cold. */
public final class BenchProcess {
  private BenchProcess() {}

  /**
   * Runs a program with the Java, the options, the system properties and the class path of this
   * process, and waits for its end. What it writes to standard error appears on this process's.
   *
   * @param program whose main method to run
   * @param arguments of the main method
   * @param lines is given each line of standard output, in UTF-8, after the end; all of them have
   *     to fit into the buffer of a pipe, as those of a measurement do
   * @return the exit code
   * @throws IOException if the process could not be started
   * @throws InterruptedException if the thread is interrupted; the process has ended then, too
   */
  public static int run(Class<?> program, List<String> arguments, Consumer<String> lines)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(JavaProcess.command(program, arguments))
            .redirectError(Redirect.INHERIT)
            .start();
    try {
      // Waiting can be interrupted, reading could not.
      int code = process.waitFor();
      process.inputReader(UTF_8).lines().forEach(lines);
      return code;
    } catch (InterruptedException e) {
      process.destroy();
      process.onExit().join();
      throw e;
    }
  }
}
