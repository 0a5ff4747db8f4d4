package dev.lamina.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = Doctor.examine(finding -> tell(finding, out));
    out.println(json ? json(findings) : summary(findings));
    return count(findings, Status.BROKEN) > 0 ? ExitCode.SOFTWARE : ExitCode.OK;
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

  private static String summary(List<Finding> findings) {
    long broken = count(findings, Status.BROKEN);
    long warnings = count(findings, Status.WARNING);
    return broken + warnings == 0
        ? "\nAll is well."
        : "\n%d broken, %d %s.".formatted(broken, warnings, warnings == 1 ? "warning" : "warnings");
  }

  private static long count(List<Finding> findings, Status status) {
    return findings.stream().filter(finding -> finding.status() == status).count();
  }

  private static ObjectNode json(List<Finding> findings) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("ok", count(findings, Status.BROKEN) == 0);
    ArrayNode list = all.putArray("findings");
    for (Finding finding : findings) {
      ObjectNode each = list.addObject();
      each.put("subject", finding.subject());
      each.put("status", finding.status().toString());
      each.put("text", finding.text());
      if (!finding.advice().isEmpty()) {
        each.put("advice", finding.advice());
      }
    }
    return all;
  }
}
