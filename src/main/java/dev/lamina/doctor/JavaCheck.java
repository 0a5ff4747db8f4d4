package dev.lamina.doctor;

import java.util.List;

/** Which Java runs. */
record JavaCheck() implements Check {

  @Override
  public List<Finding> findings() {
    return List.of(
        Finding.ok(
            "Java",
            "%s, %s by %s, in %s"
                .formatted(
                    System.getProperty("java.version"),
                    System.getProperty("java.vm.name"),
                    System.getProperty("java.vendor"),
                    System.getProperty("java.home"))));
  }
}
