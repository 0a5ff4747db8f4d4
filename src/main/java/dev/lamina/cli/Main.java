package dev.lamina.cli;

import dev.lamina.engine.NativeLibrary;
import dev.lamina.model.Provenance;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

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
    Interruption interruption = Interruption.ofThisThread();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, args);
    if (code == CommandLine.ExitCode.OK && out.checkError()) {
      code = outputFailed(err);
    }
    interruption.done();
    System.exit(code);
  }

  /** Runs a command and gives its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine lamina =
        new CommandLine(new Main())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(Failures::badUsage)
            .setExecutionExceptionHandler(Failures::failed);
    try {
      return lamina.execute(args);
    } catch (LinkageError | OutOfMemoryError e) {
      return Failures.failed(err, e);
    }
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

  /** Java's streams keep to themselves why they failed; the descriptor says it once more. */
  private static int outputFailed(PrintWriter err) {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write('\n');
    } catch (IOException e) {
      // Whoever closes a pipe early has seen enough.
      if (!"Broken pipe".equals(e.getMessage())) {
        return Failures.failed(
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
