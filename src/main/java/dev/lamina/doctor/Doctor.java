package dev.lamina.doctor;

import dev.lamina.data.Mnist;
import dev.lamina.data.MnistFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All checks of this machine, the quick ones first. */
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
    List<Finding> all = new ArrayList<>();
    Consumer<List<Finding>> found =
        findings -> {
          findings.forEach(told);
          all.addAll(findings);
        };
    found.accept(MachineChecks.all(places.get(places.size() - 1).folder()));
    found.accept(DataCheck.of(places, Mnist.mirrors()));
    found.accept(TensorFlowCheck.ofThisMachine());
    return all;
  }
}
