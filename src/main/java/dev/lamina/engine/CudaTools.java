package dev.lamina.engine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two files of CUDA that XLA needs besides its libraries to compile for a GPU. They are looked
 * for where XLA looks for them.
 *
 * @param ptxas NVIDIA's assembler
 * @param libdevice NVIDIA's mathematical functions, which plain graphs need too
 */
public record CudaTools(Optional<Path> ptxas, Optional<Path> libdevice) {
  /** What to do where one of them is missing. */
  public static final String INSTALL =
      "Install NVIDIA's package cuda-nvcc-12-5, or without root's rights: pip install --target DIR nvidia-cuda-nvcc-cu12==12.5.82"
          + " and CUDA_HOME=DIR/nvidia/cuda_nvcc in the environment.";

  /** The option of XLA_FLAGS that names CUDA's folder; the last one counts. */
  private static final String FOLDER = "--xla_gpu_cuda_data_dir=";

  private static final List<Path> USUAL =
      List.of(Path.of("/usr/local/cuda"), Path.of("/opt/cuda"), Path.of(""));

  /** Looks for them as this process's environment says. */
  public static CudaTools find() {
    return find(System.getenv(), USUAL);
  }

  static CudaTools find(Map<String, String> environment, List<Path> usual) {
    Path first =
        Stream.of(environment.getOrDefault("XLA_FLAGS", "").split("\\s+", -1))
            .filter(flag -> flag.startsWith(FOLDER))
            .reduce((former, last) -> last)
            .map(flag -> Path.of(flag.substring(FOLDER.length())))
            .orElse(Path.of("cuda_sdk_lib"));
    List<Path> later = new ArrayList<>();
    Optional.ofNullable(environment.get("CUDA_HOME")).map(Path::of).ifPresent(later::add);
    later.addAll(usual);
    Stream<Path> path =
        Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)).map(Path::of);
    return new CudaTools(
        Stream.of(bin(Stream.of(first)), path, bin(later.stream()))
            .flatMap(folders -> folders)
            .map(folder -> folder.resolve("ptxas"))
            .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
            .findFirst(),
        Stream.concat(Stream.of(first), later.stream())
            .map(root -> root.resolve("nvvm").resolve("libdevice"))
            .filter(Files::isDirectory)
            .findFirst()
            .map(folder -> folder.resolve("libdevice.10.bc"))
            .filter(Files::isReadable));
  }

  /** What speaks against GPUs where plain graphs would fail; empty if nothing does. */
  static Optional<String> obstacle() {
    return find().libdevice.isPresent()
        ? Optional.empty()
        : Optional.of("libdevice.10.bc is missing, and with it tanh, sigmoid and more");
  }

  private static Stream<Path> bin(Stream<Path> roots) {
    return roots.map(root -> root.resolve("bin"));
  }

  /** The names of those that are missing. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (ptxas.isEmpty()) {
      missing.add("ptxas");
    }
    if (libdevice.isEmpty()) {
      missing.add("libdevice.10.bc");
    }
    return missing;
  }
}
