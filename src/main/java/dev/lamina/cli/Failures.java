package dev.lamina.cli;

import dev.lamina.engine.NativeLibrary;
import dev.lamina.spec.Nearest;
import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells people what went wrong, in one line on standard error. */
final class Failures {
  private Failures() {}

  static int badUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    if (command.getParent() == null
        && e instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()) {
      err.println("lamina: " + noCommand(unmatched.getUnmatched().get(0), command));
    } else {
      // Picocli begins some of its messages with this word.
      err.println("lamina: " + String.valueOf(e.getMessage()).replaceFirst("^Error: ", ""));
      UnmatchedArgumentException.printSuggestions(e, err);
    }
    err.printf("Try: %s --help%n", command.getCommandSpec().qualifiedName());
    return CommandLine.ExitCode.USAGE;
  }

  private static String noCommand(String given, CommandLine lamina) {
    Set<String> names = lamina.getSubcommands().keySet();
    return "There is no command \"%s\"; did you mean %s? There are %s."
        .formatted(given, Nearest.of(given, names), String.join(", ", names));
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
    if (NativeLibrary.verbose()) {
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
            || e instanceof IllegalStateException
            || e.getClass() == java.io.IOException.class;
    return own
        ? text
        : "%s: %s (--verbose shows more)".formatted(e.getClass().getSimpleName(), text);
  }
}
