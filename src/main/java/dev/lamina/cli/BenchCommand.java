package dev.lamina.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.bench.Bench;
import dev.lamina.bench.Options;
import dev.lamina.bench.Workload;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code lamina bench}. */
@Command(
    name = "bench",
    description = {
      "Measures Lamina on workloads that other libraries are measured on.",
      "",
      "Cold numbers are those of the first training of a process, compiling included, so they are"
          + " right only for the first workload named; give one workload per call to have them all.",
      ""
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "WORKLOAD",
      converter = WorkloadName.class,
      description =
          "regress500, regress200k, mnist01-gd, mnist01-sgd, mnist01-b1, mnist10-mlp, predict1,"
              + " predict10k.")
  private List<Workload> workloads = List.of();

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
              + " the others warm. Default: 2, and 1 for mnist10-mlp.")
  private @Nullable Integer repeat;

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "10000",
      converter = Converters.Count.class,
      description = "How many single predictions predict1 times. Default: ${DEFAULT-VALUE}")
  private int calls;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      converter = Converters.DeviceName.class,
      description = "Where to run: auto, cpu, gpu, /CPU:0 and the like. Default: ${DEFAULT-VALUE}")
  private Device device = Device.AUTO;

  @Option(
      names = "--jit",
      paramLabel = "MODE",
      defaultValue = "auto",
      description =
          "Whether XLA compiles the training step: auto, on or off. Default: ${DEFAULT-VALUE}")
  private Jit jit = Jit.AUTO;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder that holds MNIST's four files. Default: as for compare.")
  private @Nullable Path data;

  @Override
  public Integer call() {
    Options options =
        new Options(
            Optional.ofNullable(epochs),
            Optional.ofNullable(repeat),
            calls,
            Optional.ofNullable(data),
            device,
            jit);
    PrintWriter out = spec.commandLine().getOut();
    for (Workload workload : workloads) {
      ObjectNode line = Bench.run(workload, options);
      out.println(json ? line : BenchText.of(line));
    }
    return 0;
  }

  /** Reads the name of a workload. */
  static final class WorkloadName implements ITypeConverter<Workload> {

    @Override
    public Workload convert(String text) {
      try {
        return Workload.of(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
