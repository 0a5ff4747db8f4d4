package dev.lamina.doctor;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The check whether a model can live on a GPU, which TensorFlow Java supports for NVIDIA's on
 * Linux.
 *
 * @param seen the GPUs that TensorFlow finds
 * @param hardware how many NVIDIA GPUs are in the machine
 * @param driver the version of NVIDIA's driver; empty if it is not loaded
 * @param missing the libraries of CUDA and cuDNN that cannot be loaded
 * @param gpuJar whether TensorFlow's library for GPUs is on the class path
 * @param said what TensorFlow wrote of GPUs
 */
record GpuCheck(
    List<String> seen,
    int hardware,
    Optional<String> driver,
    List<String> missing,
    boolean gpuJar,
    List<String> said) {
  private static final String SUBJECT = "GPU";
  private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");
  private static final Path PCI = Path.of("/sys/bus/pci/devices");
  private static final String NVIDIA = "0x10de";
  private static final String DISPLAY = "0x03";
  private static final List<String> LIBRARIES =
      List.of("libcuda.so.1", "libcudart.so.12", "libcublas.so.12", "libcudnn.so.9");

  private static final String INSTALL =
      "Install NVIDIA's driver, CUDA 12.5 and cuDNN 9.3, and build with mvn -Pgpu -DskipTests package.";

  /**
   * Looks at this machine.
   *
   * @param jar the file name of the native library's jar
   * @param devices as TensorFlow found them
   * @param log what TensorFlow wrote
   */
  static GpuCheck ofThisMachine(Optional<String> jar, List<String> devices, String log) {
    return new GpuCheck(
        devices.stream().filter(name -> name.contains("GPU")).toList(),
        hardware(PCI),
        firstLine(DRIVER),
        Platform.isLinux() ? missing(LIBRARIES) : List.of(),
        jar.filter(name -> name.contains("-gpu")).isPresent(),
        log.lines().filter(GpuCheck::isOfGpus).toList());
  }

  private static boolean isOfGpus(String line) {
    return line.matches("(?i).*\\b(cuda|cudnn|cuinit|nvidia|gpu)\\b.*");
  }

  /** How many NVIDIA display controllers are on the bus, as Linux lists it. */
  static int hardware(Path bus) {
    try (Stream<Path> devices = Files.list(bus)) {
      return (int) devices.filter(GpuCheck::isNvidiaDisplay).count();
    } catch (IOException e) {
      return 0;
    }
  }

  private static boolean isNvidiaDisplay(Path device) {
    return firstLine(device.resolve("vendor")).orElse("").equals(NVIDIA)
        && firstLine(device.resolve("class")).orElse("").startsWith(DISPLAY);
  }

  private static Optional<String> firstLine(Path file) {
    return MachineChecks.contents(file).lines().findFirst().map(String::strip);
  }

  private static List<String> missing(List<String> libraries) {
    List<String> missing = new ArrayList<>();
    for (String library : libraries) {
      try {
        NativeLibrary.getInstance(library).close();
      } catch (UnsatisfiedLinkError e) {
        missing.add(library);
      }
    }
    return missing;
  }

  /** Whether models can live on a GPU, and if not, why. */
  Finding finding() {
    String names = String.join(", ", seen);
    if (!seen.isEmpty()) {
      return Finding.ok(SUBJECT, driver.map(version -> names + ", " + version).orElse(names));
    }
    if (hardware == 0) {
      String none = "none: there is no NVIDIA GPU in this machine, so models live on the CPU";
      return gpuJar
          ? Finding.warning(
              SUBJECT,
              none,
              "The jar for GPUs is of no use here: mvn -DskipTests package takes the smaller one.")
          : Finding.ok(SUBJECT, none);
    }
    String text =
        "none that TensorFlow can use, of %s in this machine: %s".formatted(hardware, reasons());
    return gpuJar
        ? Finding.broken(SUBJECT, text, INSTALL)
        : Finding.warning(SUBJECT, text, INSTALL);
  }

  private String reasons() {
    List<String> reasons = new ArrayList<>();
    if (!gpuJar) {
      reasons.add("Lamina was built with TensorFlow's library for CPUs");
    }
    reasons.add(driver.isEmpty() ? "NVIDIA's driver is not loaded" : driver.get());
    if (!missing.isEmpty()) {
      reasons.add("cannot load " + String.join(", ", missing));
    }
    if (gpuJar && !said.isEmpty()) {
      reasons.add("TensorFlow says: " + said.get(0));
    }
    return String.join("; ", reasons);
  }
}
