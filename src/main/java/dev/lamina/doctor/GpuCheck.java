package dev.lamina.doctor;

import dev.lamina.engine.CudaLibrary;
import dev.lamina.engine.CudaTools;
import dev.lamina.engine.Nvml;
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
 * @param gpuJar whether TensorFlow's library for GPUs is on the class path
 * @param reason why TensorFlow finds none; empty if that is not known
 */
record GpuCheck(List<String> seen, int hardware, boolean gpuJar, String reason) {
  private static final String SUBJECT = "GPU";
  private static final Path PCI = Path.of("/sys/bus/pci/devices");
  private static final String NVIDIA = "0x10de";
  private static final String DISPLAY = "0x03";

  private static final String BUILD =
      "Install NVIDIA's driver, and build with mvn -Pgpu-cuda -DskipTests package, which brings CUDA and cuDNN;"
          + " or with -Pgpu, and install CUDA 12.5 and cuDNN 9.3.";

  private static final String REPAIR =
      "Do what the findings above say; nvidia-smi shows what the driver finds. Until then, models live on the CPU.";

  /**
   * Looks at this machine: at what TensorFlow needs, if it is the one for GPUs, and at what it
   * finds.
   *
   * @param jar the file name of the native library's jar
   * @param devices as TensorFlow found them
   * @param obstacle why it found no GPU, if that is known
   * @param log what TensorFlow wrote
   */
  static List<Finding> ofThisMachine(
      Optional<String> jar, List<String> devices, String obstacle, String log) {
    List<String> seen = devices.stream().filter(name -> name.contains("GPU")).toList();
    boolean gpuJar = jar.filter(name -> name.contains("-gpu")).isPresent();
    Optional<Nvml> driver = driver();
    // A virtual machine may have one that is on no bus.
    int hardware = Math.max(hardware(PCI), driver.isPresent() ? 1 : 0);
    List<Finding> all = new ArrayList<>();
    if (gpuJar && hardware > 0) {
      all.addAll(CudaCheck.all(CudaLibrary.all(), CudaTools.find(), driver, log));
    }
    String said = log.lines().filter(GpuCheck::isOfGpus).findFirst().orElse("");
    String reason = obstacle.isEmpty() && !said.isEmpty() ? "TensorFlow says: " + said : obstacle;
    all.add(new GpuCheck(seen, hardware, gpuJar, reason).finding());
    return all;
  }

  private static Optional<Nvml> driver() {
    try {
      return Nvml.ask();
    } catch (UnsatisfiedLinkError e) {
      return Optional.empty();
    }
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

  /** Whether models can live on a GPU, and if not, why. */
  Finding finding() {
    if (!seen.isEmpty()) {
      return Finding.ok(SUBJECT, String.join(", ", seen));
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
        "none that TensorFlow can use, of %s in this machine: %s".formatted(hardware, reason);
    return gpuJar ? Finding.broken(SUBJECT, text, REPAIR) : Finding.warning(SUBJECT, text, BUILD);
  }
}
