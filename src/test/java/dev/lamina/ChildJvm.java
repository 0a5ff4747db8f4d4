package dev.lamina;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes of their own, which tests may kill. */
public final class ChildJvm {
  private ChildJvm() {}

  /** Starts a program of the tests; what it writes to standard error is the test's. */
  public static Process start(Class<?> program, Object... arguments) throws IOException {
    return start(List.of(), program, arguments);
  }

  /** As {@link #start(Class, Object...)}, with further options of the JVM. */
  public static Process start(List<String> options, Class<?> program, Object... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=classpath:log4j2-lamina.xml",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(options);
    command.add(program.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
