package dev.lamina.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.bench.Bench;
import dev.lamina.bench.BenchOptions;
import dev.lamina.bench.Measurement;
import dev.lamina.bench.Workload;
import dev.lamina.engine.NativeLibrary;
import dev.lamina.io.JavaProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina bench}. */
@Command(
    name = "bench",
    description = {
      "Measures Lamina on workloads that other libraries are measured on.",
      "",
      "The first training in a process is cold, compiling included; the fastest later one, from the"
          + " same start, is warm. Of several workloads each is measured in a process of its own.",
      ""
    })
final class BenchCommand implements Callable<Integer> {
  /** Main's option, which stands before or after the command's name. */
  private static final String VERBOSE = "--verbose";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "WORKLOAD",
      description =
          "regress500, regress200k, mnist01-gd, mnist01-sgd, mnist01-b1, mnist10-mlp, mnist10-cnn, predict1,"
              + " predict10k, predict-threads, scale.")
  private List<String> names = List.of();

  @Option(names = "--json", description = "Print one JSON line for each workload.")
  private boolean json;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = Converters.Count.class,
      description = "How many epochs a training has. Default: the workload's own.")
  private @Nullable Integer epochs;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      converter = Converters.Count.class,
      description =
          "How many trainings to make, each from the same start: the first is cold, the fastest of"
              + " the others warm. Default: 2, and 1 for mnist10.")
  private @Nullable Integer repeat;

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "10000",
      converter = Converters.Count.class,
      description =
          "How many single predictions predict1 times, and predict-threads in each thread. Default: ${DEFAULT-VALUE}")
  private int calls;

  @Mixin private SharedOptions.Run run = new SharedOptions.Run();

  @Mixin private SharedOptions.MnistPlace data = new SharedOptions.MnistPlace();

  @Override
  public Integer call() throws IOException {
    List<Workload> workloads = workloads();
    return workloads.size() == 1 ? measure(workloads.get(0)) : measureApart(workloads);
  }

  private List<Workload> workloads() {
    try {
      return names.stream().map(Workload::of).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private int measure(Workload workload) throws IOException {
    BenchOptions options =
        new BenchOptions(
            Optional.ofNullable(epochs),
            Optional.ofNullable(repeat),
            calls,
            data::folder,
            run.device(),
            run.jit());
    Measurement measurement = Bench.run(workload, options);
    String line = json ? new ObjectMapper().writeValueAsString(measurement) : measurement.text();
    spec.commandLine().getOut().println(line);
    return 0;
  }

  /**
   * Measures each workload in a process of its own, so that it starts cold. Those that fail say why
   * themselves and leave the others alone; a signal ends them all.
   */
  private int measureApart(List<Workload> workloads) throws IOException {
    int worst = 0;
    try {
      for (Workload workload : workloads) {
        int code = measureApart(workload);
        if (code >= Main.INTERRUPTED) {
          return code;
        }
        worst = Math.max(worst, code);
      }
      return worst;
    } catch (InterruptedException e) {
      return Main.INTERRUPTED;
    }
  }

  private int measureApart(Workload workload) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Process process =
        new ProcessBuilder(JavaProcess.command(Main.class, arguments(workload)))
            .redirectError(Redirect.INHERIT)
            .start();
    try {
      // Waiting can be interrupted, reading could not; a measurement fits into a pipe's buffer.
      int code = process.waitFor();
      process.inputReader(UTF_8).lines().forEach(out::println);
      return code;
    } catch (InterruptedException e) {
      process.destroy();
      process.onExit().join();
      throw e;
    }
  }

  /** This command line with one workload alone. */
  private List<String> arguments(Workload workload) {
    List<String> arguments = new ArrayList<>(List.of(spec.name(), workload.label()));
    if (NativeLibrary.verbose()) {
      arguments.add(VERBOSE);
    }
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (option.arity().max() > 0) {
        arguments.add(name + "=" + option.originalStringValues().get(0));
      } else if (!name.equals(VERBOSE)) {
        arguments.add(name);
      }
    }
    return arguments;
  }
}
