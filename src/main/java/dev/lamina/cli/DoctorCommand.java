package dev.lamina.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.doctor.Doctor;
import dev.lamina.doctor.Finding;
import dev.lamina.doctor.Finding.Status;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lamina doctor}. */
@Command(
    name = "doctor",
    description = {
      "Checks what Lamina needs on this machine: Java, TensorFlow's library, processor, memory,"
          + " folders, data and GPUs, and a small training on each device.",
      "",
      "The exit code is 1 if something is broken; what to do about it stands behind an arrow.",
      ""
    })
final class DoctorCommand implements Callable<Integer> {
  private static final String LINE = "%-8s %-14s %s%n";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  /** What is printed as JSON. */
  private record Examination(boolean ok, List<Finding> findings) {}

  @Override
  public Integer call() throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = Doctor.examine(finding -> tell(finding, out));
    long broken = count(findings, Status.BROKEN);
    out.println(
        json
            ? new ObjectMapper().writeValueAsString(new Examination(broken == 0, findings))
            : summary(broken, count(findings, Status.WARNING)));
    return broken > 0 ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private void tell(Finding finding, PrintWriter out) {
    if (!json) {
      out.printf(LINE, finding.status(), finding.subject(), finding.text());
      if (!finding.advice().isEmpty()) {
        out.printf(LINE, "", "", "→ " + finding.advice());
      }
      out.flush();
    }
  }

  private static String summary(long broken, long warnings) {
    return broken + warnings == 0
        ? "\nAll is well."
        : "\n%s broken, %s %s.".formatted(broken, warnings, warnings == 1 ? "warning" : "warnings");
  }

  private static long count(List<Finding> findings, Status status) {
    return findings.stream().filter(finding -> finding.status() == status).count();
  }
}
