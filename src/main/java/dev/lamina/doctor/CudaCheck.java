package dev.lamina.doctor;

import dev.lamina.engine.CudaLibrary;
import dev.lamina.engine.CudaTools;
import dev.lamina.engine.Nvml;
import dev.lamina.engine.Nvml.Card;
import dev.lamina.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The checks of what TensorFlow's library for GPUs needs of NVIDIA's. */
final class CudaCheck {
  /** What TensorFlow takes before it has any tensor. */
  private static final long LITTLE_MEMORY = 1_000_000_000;

  private static final String LIBRARIES =
      "Build with mvn -Pgpu-cuda -DskipTests package, which brings it (2 GB), or install NVIDIA's packages cuda-libraries-12-5"
          + " and cudnn9-cuda-12; LD_LIBRARY_PATH names the folder if the system's linker does not know it.";

  private static final String DRIVER =
      "Install NVIDIA's driver, 525.60 or newer: nvidia-smi then lists the GPU. It comes with this library.";

  private CudaCheck() {}

  /**
   * Makes all of them.
   *
   * @param driver what it says of itself; empty if it does not answer
   * @param log what TensorFlow wrote
   */
  static List<Finding> all(
      List<CudaLibrary> libraries, CudaTools tools, Optional<Nvml> driver, String log) {
    List<Finding> all = new ArrayList<>();
    libraries.forEach(library -> all.add(found(library)));
    all.add(found(tools));
    driver.ifPresent(
        it -> {
          all.add(
              Finding.ok(
                  "driver",
                  "NVIDIA's %s, for CUDA %s and older".formatted(it.driver(), it.cuda())));
          it.cards().forEach(card -> all.add(found(card)));
        });
    MachineChecks.find("(not built with CUDA kernel binaries compatible with .*?[\\d.]+a?)\\.", log)
        .ifPresent(
            not ->
                all.add(
                    Finding.warning(
                        "GPU",
                        "TensorFlow was " + not,
                        "The driver compiles its kernels at first use, which takes minutes; CUDA_CACHE_MAXSIZE=4294967296 in the environment keeps them.")));
    all.add(Finding.ok("GPU settings", settings(System.getenv())));
    return all;
  }

  private static Finding found(CudaLibrary library) {
    return library.isThere()
        ? Finding.ok("CUDA", "%s is %s".formatted(library.name(), library.file()))
        : Finding.broken(
            "CUDA",
            "%s is missing: %s".formatted(library.name(), library.problem()),
            library.name().equals(Nvml.LIBRARY) ? DRIVER : LIBRARIES);
  }

  private static Finding found(CudaTools tools) {
    List<String> missing = tools.missing();
    if (missing.isEmpty()) {
      return Finding.ok(
          "XLA on GPUs",
          "ptxas is %s, libdevice %s".formatted(tools.ptxas().get(), tools.libdevice().get()));
    }
    String without = "without " + String.join(" and ", missing);
    return tools.libdevice().isPresent()
        ? Finding.warning(
            "XLA on GPUs", without + "; networks run as plain graphs", CudaTools.INSTALL)
        : Finding.broken("XLA on GPUs", without + "; no GPU is used", CudaTools.INSTALL);
  }

  private static Finding found(Card card) {
    String text =
        "%s, compute capability %s, %s, %s free"
            .formatted(
                card.name(),
                card.capability(),
                Numbers.bytes(card.total()),
                Numbers.bytes(card.free()));
    return card.free() < LITTLE_MEMORY
        ? Finding.warning("GPU", text, "End other programs that use it: nvidia-smi lists them.")
        : Finding.ok("GPU", text);
  }

  /** What the environment says of GPUs, or Lamina where it says nothing. */
  static String settings(Map<String, String> environment) {
    boolean growth =
        environment.getOrDefault("TF_FORCE_GPU_ALLOW_GROWTH", "true").equalsIgnoreCase("true");
    String rounded =
        environment.getOrDefault("NVIDIA_TF32_OVERRIDE", "0").equals("0")
            ? "exact"
            : "rounded to TF32";
    boolean same =
        environment
            .getOrDefault("TF_DETERMINISTIC_OPS", "0")
            .toLowerCase(Locale.ROOT)
            .matches("1|true");
    return "memory is taken %s (TF_FORCE_GPU_ALLOW_GROWTH), products are %s (NVIDIA_TF32_OVERRIDE), runs %s (TF_DETERMINISTIC_OPS)"
        .formatted(
            growth ? "as it is needed" : "all at once",
            rounded,
            same ? "have the same bits" : "may differ in their last bits");
  }
}
