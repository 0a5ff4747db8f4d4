package dev.lamina.doctor;

import com.sun.management.OperatingSystemMXBean;
import dev.lamina.text.Numbers;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * How much memory there is.
 *
 * @param total bytes that this machine or its container has
 * @param free bytes of them that nothing uses
 * @param heap the most bytes that Java may take; TensorFlow's tensors are outside of them
 */
record MemoryCheck(long total, long free, long heap) implements Check {
  private static final String SUBJECT = "memory";

  /** What MNIST takes in both Java and TensorFlow, and TensorFlow itself. */
  private static final long ENOUGH = 1_500_000_000;

  MemoryCheck() {
    this(system().getTotalMemorySize(), free(system()), Runtime.getRuntime().maxMemory());
  }

  private static OperatingSystemMXBean system() {
    return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  }

  private static long free(OperatingSystemMXBean system) {
    return LinuxMemory.available().orElseGet(system::getFreeMemorySize);
  }

  @Override
  public List<Finding> findings() {
    String text =
        "%s, %s free; Java's heap may take %s"
            .formatted(Numbers.bytes(total), Numbers.bytes(free), Numbers.bytes(heap));
    return List.of(
        total < ENOUGH || free < ENOUGH
            ? Finding.warning(
                SUBJECT,
                text,
                "All of MNIST takes about %s; end other programs, or train on less."
                    .formatted(Numbers.bytes(ENOUGH)))
            : Finding.ok(SUBJECT, text));
  }
}
