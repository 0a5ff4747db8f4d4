package dev.lamina.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.engine.Nvml.Card;
import dev.lamina.io.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    for (String library : arguments) {
      Path file = folderOf(CudaLibrary.all().get(0)).resolve(library);
      byte[] kept = Files.readAllBytes(file);
      Files.writeString(file, "damaged");
      System.out.println(CudaLibrary.obstacle());
      Files.write(file, kept);
    }
  }

  private static Path folderOf(CudaLibrary library) {
    return Path.of(library.file()).toAbsolutePath().resolveSibling("");
  }

  private static List<String> answers(Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(JavaProcess.command(NvidiaTest.class, arguments))
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
  void theDriverDescribesTheCardsThatTheUserMayAskOf() throws Exception {
    Card card = new Card("H100 80GB", "9.0", 80_000_000_000L, 79_000_000_000L);

    assertThat(answers(Map.of(), List.of()))
        .containsExactly(
            "Optional.empty",
            "Optional.empty",
            Optional.of(new Nvml("550.54", "12.5", List.of(card))).toString());
  }

  @Test
  void aLibraryThatCannotBeLoadedIsNamed() throws Exception {
    List<String> answers = answers(Map.of(), LIBRARIES);

    assertThat(answers.subList(3, answers.size()))
        .containsExactlyElementsOf(
            LIBRARIES.stream().map("Optional[%s cannot be loaded]"::formatted).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "PRETENDED_INIT,    100,   NVIDIA's driver says: out of order",
    "PRETENDED_INIT,    999,   NVIDIA's driver says: error 999",
    "PRETENDED_CUDA,    11040, 'NVIDIA''s driver is for CUDA 11.4 and older, but CUDA 12 is needed'",
    "PRETENDED_CONTEXT, 46,    GPU 0 cannot be used: out of order",
    "PRETENDED_GPUS,    0,     NVIDIA's driver finds none"
  })
  void aGpuThatCannotBeUsedIsNotLeftToTensorFlow(String name, String value, String obstacle)
      throws Exception {
    assertThat(answers(Map.of(name, value), List.of()))
        .startsWith("Optional[%s]".formatted(obstacle));
  }

  @Test
  void theEnvironmentMayHideGpus() throws Exception {
    assertThat(answers(Map.of("PRETENDED_GPUS", "0", "CUDA_VISIBLE_DEVICES", ""), List.of()))
        .startsWith("Optional[NVIDIA's driver finds none (CUDA_VISIBLE_DEVICES is \"\")]");
  }

  @Test
  void aDriverMayNotAnswer() throws Exception {
    assertThat(answers(Map.of("PRETENDED_NVML", "9"), List.of()).get(2))
        .isEqualTo("Optional.empty");
  }
}
