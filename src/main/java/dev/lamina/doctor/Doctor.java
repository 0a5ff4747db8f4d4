package dev.lamina.doctor;

import dev.lamina.data.Mnist;
import dev.lamina.data.MnistFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes all checks, the quick ones first. */
public final class Doctor {
  private Doctor() {}

  /**
   * Examines this machine.
   *
   * @param told of each finding as soon as it is there
   * @return all findings
   */
  public static List<Finding> examine(Consumer<Finding> told) {
    List<MnistFolder> places = Mnist.places();
    List<Check> checks =
        List.of(
            new JavaCheck(),
            new LaminaCheck(),
            new ProcessorCheck(),
            new MemoryCheck(),
            FolderCheck.ofTemporaryFiles(),
            FolderCheck.ofLibraries(),
            FolderCheck.ofData(places.get(places.size() - 1).folder()),
            new DataCheck(places, Mnist.mirrors()),
            new TensorFlowCheck());
    List<Finding> all = new ArrayList<>();
    for (Check check : checks) {
      List<Finding> findings = check.findings();
      findings.forEach(told);
      all.addAll(findings);
    }
    return all;
  }
}
