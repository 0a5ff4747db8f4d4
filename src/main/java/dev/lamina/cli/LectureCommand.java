package dev.lamina.cli;

import dev.lamina.lecture.Lecture;
import dev.lamina.lecture.Presentation;
import dev.lamina.lecture.Words;
import dev.lamina.model.Provenance;
import dev.lamina.model.callback.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
          "A number of the lecture, 1, 1A to 1C, 2, 3 or 3A to 3F, or a name: networks, logistic, spec,"
              + " digits, devices, sgd, subsample, halves, descent, names, batches, mnist. Default:"
              + " all of them.")
  private List<String> names = List.of();

  @Option(
      names = "--lang",
      paramLabel = "en|ko",
      defaultValue = "en",
      converter = Language.class,
      description = "The language: English or Korean. Default: ${DEFAULT-VALUE}")
  private Words words = Words.ENGLISH;

  @Mixin private SharedOptions.ReportPage report = new SharedOptions.ReportPage();

  @Mixin private SharedOptions.Run run = new SharedOptions.Run();

  @Mixin private SharedOptions.MnistPlace data = new SharedOptions.MnistPlace();

  @Override
  public Integer call() {
    List<Lecture.Part> parts = parts();
    report.check();
    PrintWriter out = spec.commandLine().getOut();
    int columns = Terminal.columns();
    Presentation presentation =
        new Presentation(
            out, words, columns == 0 ? Presentation.WIDTH : Math.min(columns, Presentation.WIDTH));
    boolean interrupted = present(parts, presentation);
    if (!report.wanted() && !interrupted) {
      presentation.pointToPage();
    }
    report.write(() -> presentation.report(Provenance.now(Main.typed(spec))), out);
    return interrupted ? Main.INTERRUPTED : 0;
  }

  /** Presents parts until the thread is interrupted, and says whether it was. */
  private boolean present(List<Lecture.Part> parts, Presentation presentation) {
    for (Lecture.Part part : parts) {
      try {
        part.present(presentation);
      } catch (RuntimeException e) {
        // What an interrupt breaks off fails in any way.
        if (!Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
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
      return names.isEmpty()
          ? lecture.parts()
          : names.stream().map(lecture::parts).flatMap(List::stream).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Reads the name of a language. */
  static final class Language implements ITypeConverter<Words> {

    @Override
    public Words convert(String text) {
      return Converters.read(text, Words::of);
    }
  }
}
