package dev.lamina.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Function;
import dev.lamina.engine.Nvml.Card;
import dev.lamina.io.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks a pretended driver and pretended libraries of NVIDIA's, in a process of their own whose
 * linker finds them.
 */
@Tag("gpu")
class NvidiaTest {
  private static final Path SOURCE = Path.of("src", "test", "native", "driver.c");
  private static final List<String> LIBRARIES =
      List.of(
          "libcudart.so.12",
          "libcublasLt.so.12",
          "libcublas.so.12",
          "libcufft.so.11",
          "libcusparse.so.12",
          "libcusolver.so.11",
          "libcudnn.so.9",
          "libnvidia-ml.so.1");

  /** What the driver is made to say, and what that means. */
  private static final Map<String, String> PRETENDED =
      new TreeMap<>(
          Map.of(
              "PRETENDED_INIT=100", "NVIDIA's driver says: out of order",
              "PRETENDED_INIT=999", "NVIDIA's driver says: error 999",
              "PRETENDED_CUDA=11040",
                  "NVIDIA's driver is for CUDA 11.4 and older, but CUDA 12 is needed",
              "PRETENDED_CONTEXT=46", "GPU 0 cannot be used: out of order",
              "PRETENDED_GPUS=0", "NVIDIA's driver finds none"));

  @TempDir private static Path folder;

  @BeforeAll
  static void compile() throws Exception {
    Path driver = folder.resolve("libcuda.so.1");
    assumeTrue(
        System.getProperty("os.name").equals("Linux") && compiled(driver),
        "These tests need Linux and cc, a C compiler.");
    for (String library : LIBRARIES) {
      Files.copy(driver, folder.resolve(library));
    }
  }

  private static boolean compiled(Path driver) throws InterruptedException {
    try {
      return new ProcessBuilder(
                  "cc", "-shared", "-fPIC", "-o", driver.toString(), SOURCE.toString())
              .inheritIO()
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Is the process: prints what it is told of the driver, the libraries and the cards. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(CudaDriver.obstacle());
    System.out.println(CudaLibrary.obstacle());
    System.out.println(Nvml.ask());
    for (String library : LIBRARIES) {
      Path file = folderOf(CudaLibrary.all().get(0)).resolve(library);
      byte[] kept = Files.readAllBytes(file);
      Files.writeString(file, "damaged");
      System.out.println(CudaLibrary.obstacle());
      Files.write(file, kept);
    }
    // Java cannot change what the driver reads.
    for (String pretended : PRETENDED.keySet()) {
      String[] variable = pretended.split("=", -1);
      Function.getFunction("c", "setenv").invokeInt(new Object[] {variable[0], variable[1], 1});
      System.out.println(CudaDriver.obstacle());
      Function.getFunction("c", "unsetenv").invokeInt(new Object[] {variable[0]});
    }
  }

  private static Path folderOf(CudaLibrary library) {
    return Path.of(library.file()).toAbsolutePath().resolveSibling("");
  }

  private static List<String> answers(Map<String, String> environment)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(JavaProcess.command(NvidiaTest.class, List.of()))
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().remove("CUDA_VISIBLE_DEVICES");
    builder.environment().putAll(environment);
    builder.environment().put("LD_LIBRARY_PATH", folder.toString());
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }

  @Test
  void whatIsThereIsDescribedAndWhatIsNotIsNamed() throws Exception {
    Card card = new Card("H100 80GB", "9.0", 80_000_000_000L, 79_000_000_000L);
    List<String> expected = new ArrayList<>();
    expected.add("Optional.empty");
    expected.add("Optional.empty");
    expected.add(Optional.of(new Nvml("550.54", "12.5", List.of(card))).toString());
    LIBRARIES.forEach(library -> expected.add("Optional[%s cannot be loaded]".formatted(library)));
    PRETENDED.values().forEach(obstacle -> expected.add("Optional[%s]".formatted(obstacle)));

    assertThat(answers(Map.of())).containsExactlyElementsOf(expected);
  }

  @Test
  void theEnvironmentMayHideGpusAndTheDriverNotAnswer() throws Exception {
    assertThat(
            answers(
                Map.of("PRETENDED_GPUS", "0", "CUDA_VISIBLE_DEVICES", "", "PRETENDED_NVML", "9")))
        .startsWith(
            "Optional[NVIDIA's driver finds none (CUDA_VISIBLE_DEVICES is \"\")]",
            "Optional.empty",
            "Optional.empty");
  }
}
