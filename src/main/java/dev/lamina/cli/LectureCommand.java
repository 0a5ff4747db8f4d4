package dev.lamina.cli;

import dev.lamina.lecture.Lecture;
import dev.lamina.lecture.Presentation;
import dev.lamina.model.Provenance;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina lecture}. */
@Command(
    name = "lecture",
    description = {
      "Gives the lecture, section by section: draws networks, times devices, and goes from"
          + " gradient descent to SGD.",
      ""
    })
final class LectureCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "SECTION",
      description =
          "networks, devices, subsample, halves, descent, batches, mnist. Default: all of them.")
  private List<String> names = List.of();

  @Mixin private SharedOptions.ReportPage report = new SharedOptions.ReportPage();

  @Mixin private SharedOptions.Run run = new SharedOptions.Run();

  @Mixin private SharedOptions.MnistPlace data = new SharedOptions.MnistPlace();

  @Override
  public Integer call() {
    List<Lecture.Part> parts = parts();
    report.check();
    PrintWriter out = spec.commandLine().getOut();
    Presentation presentation = new Presentation(out);
    boolean interrupted = present(parts, presentation);
    report.write(() -> presentation.report(Provenance.now(Main.typed(spec))), out);
    return interrupted ? Main.INTERRUPTED : 0;
  }

  /** Presents parts until the thread is interrupted, and says whether it was. */
  private boolean present(List<Lecture.Part> parts, Presentation presentation) {
    for (Lecture.Part part : parts) {
      part.present(presentation);
      if (Thread.interrupted()) {
        spec.commandLine().getErr().println("lamina: interrupted during " + part.name());
        return true;
      }
    }
    return false;
  }

  private List<Lecture.Part> parts() {
    Lecture lecture = Lecture.on(run.device(), run.jit(), data::folder);
    try {
      return names.isEmpty() ? lecture.parts() : names.stream().map(lecture::part).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
