package dev.lamina.doctor;

import java.util.List;

/** Looks at one thing that Lamina needs. */
@FunctionalInterface
interface Check {

  /** What there is; at least one finding, also where the thing is not as it should be. */
  List<Finding> findings();
}
