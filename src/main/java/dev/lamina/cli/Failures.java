package dev.lamina.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells people what went wrong, in one line on standard error. */
final class Failures {
  /** The system property that {@code --verbose} sets. */
  static final String VERBOSE = "lamina.verbose";

  private Failures() {}

  static int badUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("lamina: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.printf("Try: %s --help%n", command.getCommandSpec().qualifiedName());
    return CommandLine.ExitCode.USAGE;
  }

  /** An exception while the thread is interrupted is how reading a file or waiting ends then. */
  static int failed(Exception e, CommandLine command, ParseResult parsed) {
    if (Thread.interrupted()) {
      command.getErr().println("lamina: interrupted");
      return Main.INTERRUPTED;
    }
    return failed(command.getErr(), e);
  }

  static int failed(PrintWriter err, Throwable e) {
    if (Boolean.getBoolean(VERBOSE)) {
      e.printStackTrace(err);
    }
    err.println("lamina: " + message(e));
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Lamina's own messages say all; others say more with the name of their class. */
  private static String message(Throwable e) {
    String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    boolean own =
        e.getClass().getName().startsWith("dev.lamina.")
            || e instanceof IllegalArgumentException
            || e.getClass() == java.io.IOException.class;
    return own
        ? text
        : "%s: %s (--verbose shows more)".formatted(e.getClass().getSimpleName(), text);
  }
}
