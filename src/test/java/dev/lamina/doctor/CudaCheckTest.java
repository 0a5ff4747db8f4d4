package dev.lamina.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.doctor.Finding.Status;
import dev.lamina.engine.CudaLibrary;
import dev.lamina.engine.CudaTools;
import dev.lamina.engine.Nvml;
import dev.lamina.engine.Nvml.Card;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CudaCheckTest {
  private static final CudaLibrary FOUND =
      new CudaLibrary("libcudart.so.12", "/cuda/libcudart.so.12.6.77", "");

  private static final Optional<Path> FILE = Optional.of(Path.of("/cuda/file"));
  private static final CudaTools TOOLS = new CudaTools(FILE, FILE);

  private static Finding first(CudaLibrary library) {
    return CudaCheck.all(List.of(library), TOOLS, Optional.empty(), "").get(0);
  }

  private static Finding first(CudaTools tools) {
    return CudaCheck.all(List.of(), tools, Optional.empty(), "").get(0);
  }

  @Test
  void saysWhichFileALibraryIs() {
    assertThat(first(FOUND))
        .isEqualTo(Finding.ok("CUDA", "libcudart.so.12 is /cuda/libcudart.so.12.6.77"));
  }

  @Test
  void saysWhatBringsAMissingLibrary() {
    Finding cudnn = first(new CudaLibrary("libcudnn.so.9", "", "no such file"));
    assertThat(cudnn.status()).isEqualTo(Status.BROKEN);
    assertThat(cudnn.text()).isEqualTo("libcudnn.so.9 is missing: no such file");
    assertThat(cudnn.advice()).contains("mvn -Pgpu-cuda", "cudnn9-cuda-12");

    assertThat(first(new CudaLibrary(Nvml.LIBRARY, "", "no such file")).advice())
        .startsWith("Install NVIDIA's driver");
  }

  @Test
  void plainGraphsNeedLibdeviceButNotPtxas() {
    assertThat(first(TOOLS).text()).isEqualTo("ptxas is /cuda/file, libdevice /cuda/file");

    Finding slow = first(new CudaTools(Optional.empty(), FILE));
    assertThat(slow.status()).isEqualTo(Status.WARNING);
    assertThat(slow.text()).isEqualTo("without ptxas; networks run as plain graphs");
    assertThat(slow.advice()).contains("cuda-nvcc-12-5");

    Finding broken = first(new CudaTools(FILE, Optional.empty()));
    assertThat(broken.status()).isEqualTo(Status.BROKEN);
    assertThat(broken.text()).isEqualTo("without libdevice.10.bc; no GPU is used");
  }

  @Test
  void describesTheDriverAndItsCards() {
    Nvml driver =
        new Nvml(
            "550.54",
            "12.4",
            List.of(
                new Card("H100", "9.0", 80_000_000_000L, 79_000_000_000L),
                new Card("T4", "7.5", 16_000_000_000L, 100_000_000L)));

    assertThat(CudaCheck.all(List.of(), TOOLS, Optional.of(driver), "").subList(1, 4))
        .containsExactly(
            Finding.ok("driver", "NVIDIA's 550.54, for CUDA 12.4 and older"),
            Finding.ok("GPU", "H100, compute capability 9.0, 80.0 GB, 79.0 GB free"),
            Finding.warning(
                "GPU",
                "T4, compute capability 7.5, 16.0 GB, 100.0 MB free",
                "End other programs that use it: nvidia-smi lists them."));
  }

  @Test
  void warnsOfCardsThatTensorFlowHasNoCodeFor() {
    String log =
        "W0 gpu_device.cc:2459] TensorFlow was not built with CUDA kernel binaries compatible with compute capability 12.0a. CUDA kernels will be jit-compiled";

    assertThat(CudaCheck.all(List.of(), TOOLS, Optional.empty(), log))
        .anyMatch(
            finding ->
                finding.status() == Status.WARNING
                    && finding.text().endsWith("compatible with compute capability 12.0a"));
  }

  @Test
  void saysHowTheEnvironmentSetsGpus() {
    assertThat(CudaCheck.settings(Map.of()))
        .startsWith("memory is taken as it is needed ")
        .contains(", products are exact ", ", runs may differ ");
    assertThat(
            CudaCheck.settings(
                Map.of(
                    "TF_FORCE_GPU_ALLOW_GROWTH",
                    "false",
                    "NVIDIA_TF32_OVERRIDE",
                    "1",
                    "TF_DETERMINISTIC_OPS",
                    "1")))
        .startsWith("memory is taken all at once ")
        .contains(", products are rounded to TF32 ", ", runs have the same bits ");
  }
}
