package dev.lamina.engine;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * A library of NVIDIA's that TensorFlow opens by its name when it looks for GPUs. It needs all:
 * without one it finds no GPU, or ends the process.
 *
 * @param name its file's name
 * @param file where it was found, or its name if that is not known; empty if it was not
 * @param problem why it cannot be loaded; empty if it can
 */
public record CudaLibrary(String name, String file, String problem) {
  private static final String DRIVER = "libcuda.so.1";

  /** Each after those that it needs. */
  private static final List<String> NAMES =
      List.of(
          "libcudart.so.12",
          "libcublasLt.so.12",
          "libcublas.so.12",
          "libcufft.so.11",
          "libcusparse.so.12",
          "libcusolver.so.11",
          "libcudnn.so.9",
          Nvml.LIBRARY);

  /** What some of them open themselves, which must lie beside them. */
  private static final List<String> BESIDE =
      List.of(
          "libnvJitLink.so.12",
          "libnvrtc.so.12",
          "libnvrtc-builtins.so.12.6",
          "libcudnn_graph.so.9",
          "libcudnn_ops.so.9",
          "libcudnn_cnn.so.9",
          "libcudnn_adv.so.9",
          "libcudnn_heuristic.so.9",
          "libcudnn_engines_runtime_compiled.so.9",
          "libcudnn_engines_precompiled.so.9");

  /** Where a jar that brings CUDA holds them. */
  private static final String JAR = "/org/bytedeco/cuda/linux-x86_64/";

  /** What they take on the disk, in GB. */
  private static final String UNPACKED = "2.5";

  /** RTLD_LAZY without RTLD_GLOBAL, by which one could hide functions of TensorFlow's. */
  private static final Map<String, Object> LOCAL = Map.of(Library.OPTION_OPEN_FLAGS, 1);

  /**
   * Opens CUDA's libraries of a jar on the class path, if there is one and a driver: TensorFlow,
   * which asks for them by name, then takes these.
   */
  static void openBrought() {
    if (CudaLibrary.class.getResource(JAR + NAMES.get(0)) == null || !driver().isThere()) {
      return;
    }
    List<String> names = new ArrayList<>(BESIDE);
    names.addAll(NAMES);
    try {
      List<String> files = new ArrayList<>();
      for (String name : names) {
        URL resource = CudaLibrary.class.getResource(JAR + name);
        if (resource != null) {
          files.add(Loader.cacheResource(resource).getPath());
        }
      }
      files.forEach(System::load);
    } catch (IOException e) {
      throw new LinkageError(
          "CUDA's libraries cannot be unpacked (%s); they take %s GB in the folder that -Dorg.bytedeco.javacpp.cachedir=DIR names."
              .formatted(e, UNPACKED),
          e);
    }
  }

  /** NVIDIA's driver. */
  static CudaLibrary driver() {
    return of(DRIVER);
  }

  /** Looks for all that TensorFlow needs of CUDA. */
  public static List<CudaLibrary> all() {
    openBrought();
    return NAMES.stream().map(CudaLibrary::of).toList();
  }

  /** Those that cannot be loaded, in words; empty if all can. */
  static Optional<String> obstacle() {
    return all().stream()
        .filter(library -> !library.isThere())
        .map(CudaLibrary::name)
        .reduce("%s, %s"::formatted)
        .map("%s cannot be loaded"::formatted);
  }

  @SuppressWarnings("try") // It is opened, and that is all.
  private static CudaLibrary of(String name) {
    try (NativeLibrary opened = NativeLibrary.getInstance(name, LOCAL)) {
      return new CudaLibrary(name, place(name), "");
    } catch (UnsatisfiedLinkError e) {
      // What the system says stands in the second line.
      String problem = String.valueOf(e.getMessage()).lines().skip(1).findFirst().orElse(name);
      return new CudaLibrary(name, "", problem);
    }
  }

  /** Linux tells which file it is, whose name has more digits than the one that was asked for. */
  private static String place(String name) {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains("/" + name))
          .map(line -> line.substring(line.indexOf('/')))
          .findFirst()
          .orElse(name);
    } catch (IOException e) {
      return name;
    }
  }

  /** Whether it can be loaded. */
  public boolean isThere() {
    return problem.isEmpty();
  }
}
