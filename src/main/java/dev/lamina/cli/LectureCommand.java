package dev.lamina.cli;

import dev.lamina.lecture.Lecture;
import dev.lamina.lecture.PageStage;
import dev.lamina.lecture.Section;
import dev.lamina.lecture.Setting;
import dev.lamina.lecture.Stage;
import dev.lamina.lecture.Stages;
import dev.lamina.model.Provenance;
import dev.lamina.model.callback.Callbacks;
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

  @Mixin private ReportOption report = new ReportOption();

  @Mixin private RunOptions run = new RunOptions();

  @Mixin private MnistOption data = new MnistOption();

  @Override
  public Integer call() {
    List<Section> sections = sections();
    report.check();
    PrintWriter out = spec.commandLine().getOut();
    PageStage page = new PageStage();
    Stage text = new TextStage(out);
    boolean interrupted =
        present(sections, report.wanted() ? new Stages(List.of(text, page)) : text);
    report.write(() -> page.report(Provenance.now(Main.typed(spec))), out);
    return interrupted ? Main.INTERRUPTED : 0;
  }

  /** Presents sections until the thread is interrupted, and says whether it was. */
  private boolean present(List<Section> sections, Stage stage) {
    for (Section section : sections) {
      stage.begin(section);
      section.present(stage);
      if (Thread.interrupted()) {
        spec.commandLine().getErr().println("lamina: interrupted during " + section.name());
        return true;
      }
    }
    return false;
  }

  private List<Section> sections() {
    Lecture lecture =
        Lecture.in(new Setting(run.device(), run.jit(), data::folder, Callbacks::progress));
    try {
      return names.isEmpty() ? lecture.sections() : names.stream().map(lecture::section).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
