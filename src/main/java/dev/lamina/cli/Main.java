package dev.lamina.cli;

import dev.lamina.engine.Device;
import dev.lamina.engine.NativeLibrary;
import dev.lamina.model.Provenance;
import dev.lamina.model.callback.Terminal;
import dev.lamina.spec.Nearest;
import dev.lamina.text.AsciiWriter;
import dev.lamina.text.PrintableWriter;
import dev.lamina.view.diagram.Notation;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code lamina}. */
@Command(
    name = "lamina",
    description = "Trains networks that are lists of layers, with TensorFlow.",
    subcommands = {
      CompareCommand.class,
      LectureCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      ExportCommand.class,
      SignaturesCommand.class,
      SummaryCommand.class,
      DataCommand.class,
      DrawCommand.class,
      BenchCommand.class,
      DoctorCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:bad usage",
      "129:ended by SIGHUP",
      "130:interrupted, as by Ctrl-C",
      "143:ended by SIGTERM"
    })
public final class Main implements Runnable {
  /** The exit code of a command that was interrupted: that of a shell whose child took SIGINT. */
  static final int INTERRUPTED = 130;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    // What libraries format by themselves, such as a progress bar's times, is for the same eyes.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    takeStandardError();
    Interruption interruption = Interruption.of(Thread.currentThread());
    PrintWriter out = writer(System.out, System.getenv());
    PrintWriter err = writer(System.err, System.getenv());
    int code = run(out, err, args);
    if (code == CommandLine.ExitCode.OK && out.checkError()) {
      code = outputFailed(err);
    }
    System.exit(interruption.code().orElse(code));
  }

  /** The launcher keeps descriptor 2 for what TensorFlow itself writes. */
  private static void takeStandardError() {
    String descriptor = System.getProperty(Terminal.STDERR);
    if (descriptor != null) {
      try {
        System.setErr(new PrintStream(new FileOutputStream("/dev/fd/" + descriptor, true), true));
      } catch (IOException e) {
        // Not every kind of file can be opened once more; what stays passes the launcher's filter.
      }
    }
  }

  /**
   * Writes UTF-8, or ASCII where the locale is said to be C, which knows nothing else. The launcher
   * says it by a name of its own, for Java names files by the locale.
   */
  static PrintWriter writer(OutputStream stream, Map<String, String> environment) {
    Writer utf8 = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
    boolean ascii =
        Stream.of("LAMINA_LOCALE", "LC_ALL", "LC_CTYPE", "LANG")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(locale -> !locale.isEmpty())
            .findFirst()
            .filter(locale -> locale.equals("C") || locale.equals("POSIX"))
            .isPresent();
    return new PrintWriter(ascii ? new AsciiWriter(utf8) : utf8, true);
  }

  /** Runs a command and gives its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    PrintWriter shown = new PrintWriter(new PrintableWriter(out), true);
    PrintWriter failures = new PrintWriter(new PrintableWriter(err), true);
    CommandLine lamina =
        new CommandLine(new Main())
            .setOut(shown)
            .setErr(failures)
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .registerConverter(Path.class, text -> Converters.read(text, Main::path))
            .registerConverter(Device.class, text -> Converters.read(text, Device::parse))
            .registerConverter(Notation.class, text -> Converters.read(text, Notation::of))
            .setParameterExceptionHandler(Main::badUsage)
            .setExecutionExceptionHandler(Main::failed);
    try {
      return lamina.execute(args);
    } catch (Throwable e) {
      return failed(failures, e);
    } finally {
      shown.flush();
      failures.flush();
    }
  }

  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("give the name of a file or folder, not an empty one.");
    }
    return Path.of(text);
  }

  /** The command line that was typed. */
  static String typed(CommandSpec spec) {
    CommandSpec root = spec.root();
    return String.join(
        " ", root.name(), String.join(" ", root.commandLine().getParseResult().originalArgs()));
  }

  @Option(
      names = "--verbose",
      description = "Show TensorFlow's own messages, and where in the code an error arose.",
      scope = ScopeType.INHERIT)
  void verbose(boolean on) {
    if (on) {
      System.setProperty(NativeLibrary.VERBOSE, "true");
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing; give one of " + spec.subcommands().keySet() + ".");
  }

  private static int badUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    if (command.getParent() == null
        && e instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()) {
      String given = unmatched.getUnmatched().get(0);
      err.println(
          "lamina: " + Nearest.message("command", given, command.getSubcommands().keySet()));
    } else {
      // Picocli begins some of its messages with this word.
      err.println("lamina: " + String.valueOf(e.getMessage()).replaceFirst("^Error: ", ""));
      UnmatchedArgumentException.printSuggestions(e, err);
    }
    err.printf("Try: %s --help%n", command.getCommandSpec().qualifiedName());
    return CommandLine.ExitCode.USAGE;
  }

  /** That is how reading a file or waiting ends when the thread is interrupted. */
  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    if (Thread.interrupted() && isInterruption(e)) {
      command.getErr().println("lamina: interrupted");
      return INTERRUPTED;
    }
    return failed(command.getErr(), e);
  }

  /** Java's exceptions say it by their names, others by their messages. */
  private static boolean isInterruption(Throwable e) {
    return e.toString().contains("nterrupt")
        || (e.getCause() != null && isInterruption(e.getCause()));
  }

  private static int failed(PrintWriter err, Throwable e) {
    if (NativeLibrary.verbose()) {
      e.printStackTrace(err);
    }
    err.println("lamina: " + message(e));
    return CommandLine.ExitCode.SOFTWARE;
  }

  /**
   * Lamina's own messages say all; others say more with the name of their class, and with what
   * caused them.
   */
  static String message(Throwable e) {
    boolean own =
        e.getClass().getName().startsWith("dev.lamina.")
            || e instanceof IllegalArgumentException
            || e instanceof IllegalStateException
            || e.getClass() == IOException.class;
    if (own && e.getMessage() != null) {
      return e.getMessage().strip();
    }
    StringBuilder text = new StringBuilder();
    for (Throwable at = e; at != null; at = at.getCause()) {
      String what =
          at.getMessage() == null
              ? at.getClass().getSimpleName()
              : at.getClass().getSimpleName() + ": " + at.getMessage().strip();
      text.append(at == e ? "" : "\n  because of ").append(what);
    }
    return text + " (--verbose shows more)";
  }

  /** Java's streams keep to themselves why they failed; the descriptor says it once more. */
  private static int outputFailed(PrintWriter err) {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write('\n');
    } catch (IOException e) {
      // Whoever closes a pipe early has seen enough.
      if (!"Broken pipe".equals(e.getMessage())) {
        return failed(
            err, new IOException("The output could not be written: " + e.getMessage(), e));
      }
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Says what this is a version of. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {
        "lamina %s (Java %s)"
            .formatted(Provenance.laminaVersion(), System.getProperty("java.version"))
      };
    }
  }
}
