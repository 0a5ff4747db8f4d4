package dev.lamina.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaToolsTest {
  @TempDir private Path folder;

  private Path ptxas(String place) throws IOException {
    Path file = Files.createDirectories(folder.resolve(place)).resolve("ptxas");
    Files.writeString(file, "");
    assumeThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private Path libdevice(String root) throws IOException {
    Path place = Files.createDirectories(folder.resolve(root).resolve("nvvm/libdevice"));
    return Files.writeString(place.resolve("libdevice.10.bc"), "");
  }

  private CudaTools find(Map<String, String> environment) {
    return CudaTools.find(environment, List.of(folder.resolve("usual"), folder.resolve("other")));
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    assertThat(find(Map.of()).missing()).containsExactly("ptxas", "libdevice.10.bc");

    ptxas("other/bin");
    assertThat(find(Map.of()).missing()).containsExactly("libdevice.10.bc");

    libdevice("usual");
    assertThat(find(Map.of()).missing()).isEmpty();
  }

  @Test
  void looksInXlasOrder() throws IOException {
    Path usual = ptxas("usual/bin");
    assertThat(find(Map.of()).ptxas()).contains(usual);

    Path home = ptxas("home/bin");
    Map<String, String> environment =
        Map.of(
            "CUDA_HOME",
            folder.resolve("home").toString(),
            "PATH",
            "/nowhere:" + folder.resolve("path"),
            "XLA_FLAGS",
            "--xla_gpu_cuda_data_dir=x --other --xla_gpu_cuda_data_dir=" + folder.resolve("flag"));
    assertThat(find(environment).ptxas()).contains(home);

    Path path = ptxas("path");
    assertThat(find(environment).ptxas()).contains(path);

    Path flag = ptxas("flag/bin");
    assertThat(find(environment).ptxas()).contains(flag);
  }

  @Test
  void whatCannotBeRunOrReadIsNotThere() throws IOException {
    assumeThat(ptxas("usual/bin").toFile().setExecutable(false)).isTrue();
    Files.createDirectories(folder.resolve("usual/nvvm/libdevice"));
    libdevice("other");

    assertThat(find(Map.of())).isEqualTo(new CudaTools(Optional.empty(), Optional.empty()));
  }

  @Test
  void theMainProcessorNeedsNone() {
    assertThat(Device.CPU.compiles()).isTrue();
    assertThat(Device.GPU.compiles()).isEqualTo(CudaTools.find().missing().isEmpty());
  }
}
