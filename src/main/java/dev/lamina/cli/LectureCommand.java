package dev.lamina.cli;

import dev.lamina.data.Mnist;
import dev.lamina.data.MnistFolder;
import dev.lamina.lecture.Lecture;
import dev.lamina.lecture.PageStage;
import dev.lamina.lecture.Section;
import dev.lamina.lecture.Setting;
import dev.lamina.lecture.Stage;
import dev.lamina.lecture.Stages;
import dev.lamina.model.Listeners;
import dev.lamina.model.Provenance;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
          "networks, devices, subsample, halves, descent, batches, mnist. Default: all of them.")
  private List<String> names = List.of();

  @Mixin private ReportOption report = new ReportOption();

  @Mixin private RunOptions run = new RunOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder that holds MNIST's four files. Default: as for compare.")
  private @Nullable Path data;

  @Override
  public Integer call() {
    Lecture lecture =
        Lecture.in(
            new Setting(
                run.device().resolve(),
                run.jit(),
                () -> mnist().train(),
                () -> mnist().test(),
                Listeners::progress));
    report.check();
    PrintWriter out = spec.commandLine().getOut();
    PageStage page = new PageStage();
    Stage stage = new Stages(List.of(new TextStage(out), page));
    boolean interrupted = false;
    for (Section section : sections(lecture)) {
      if (!interrupted) {
        stage.begin(section);
        section.present(stage);
        interrupted = Thread.interrupted();
      }
    }
    report.write(() -> page.report(Provenance.now(Main.typed(spec))), out);
    return interrupted ? Main.INTERRUPTED : 0;
  }

  private MnistFolder mnist() {
    return data == null ? Mnist.folder() : Mnist.in(data);
  }

  private List<Section> sections(Lecture lecture) {
    try {
      return names.isEmpty() ? lecture.sections() : names.stream().map(lecture::section).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
