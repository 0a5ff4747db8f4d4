package dev.lamina.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.doctor.Finding.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuCheckTest {
  private static final Optional<String> DRIVER = Optional.of("NVRM version: 550.54");

  @TempDir private Path bus;

  private static Finding without(
      int hardware, Optional<String> driver, List<String> missing, boolean gpuJar) {
    return new GpuCheck(
            List.of(), hardware, driver, missing, gpuJar, List.of("failed call to cuInit"))
        .finding();
  }

  @Test
  void namesTheGpusThatTensorFlowFinds() {
    GpuCheck facts = new GpuCheck(List.of("/GPU:0"), 1, DRIVER, List.of(), true, List.of());

    assertThat(facts.finding()).isEqualTo(Finding.ok("GPU", "/GPU:0, NVRM version: 550.54"));
  }

  @Test
  void isContentWithoutAGpu() {
    assertThat(without(0, Optional.empty(), List.of("libcudnn.so.9"), false).status())
        .isEqualTo(Status.OK);
    assertThat(without(0, Optional.empty(), List.of(), true))
        .satisfies(
            finding -> {
              assertThat(finding.status()).isEqualTo(Status.WARNING);
              assertThat(finding.advice()).startsWith("The jar for GPUs is of no use here");
            });
  }

  @Test
  void saysThatTheJarIsTheOneForCpus() {
    Finding finding = without(1, DRIVER, List.of("libcudnn.so.9"), false);

    assertThat(finding.status()).isEqualTo(Status.WARNING);
    assertThat(finding.text())
        .isEqualTo(
            "none that TensorFlow can use, of 1 in this machine: Lamina was built with TensorFlow's library for CPUs; NVRM version: 550.54; cannot load libcudnn.so.9");
    assertThat(finding.advice()).contains("mvn -Pgpu");
  }

  @Test
  void saysWhatKeepsTheJarForGpusFromWorking() {
    Finding finding = without(2, Optional.empty(), List.of("libcuda.so.1", "libcudnn.so.9"), true);

    assertThat(finding.status()).isEqualTo(Status.BROKEN);
    assertThat(finding.text())
        .isEqualTo(
            "none that TensorFlow can use, of 2 in this machine: NVIDIA's driver is not loaded; cannot load libcuda.so.1, libcudnn.so.9; TensorFlow says: failed call to cuInit");
  }

  @Test
  void countsNvidiasDisplaysOnTheBus() throws IOException {
    device("0000:00:02.0", "0x10de", "0x030000");
    device("0000:00:03.0", "0x10de", "0x030200");
    device("0000:00:03.1", "0x10de", "0x040300");
    device("0000:00:04.0", "0x8086", "0x030000");

    assertThat(GpuCheck.hardware(bus)).isEqualTo(2);
    assertThat(GpuCheck.hardware(bus.resolve("none"))).isZero();
  }

  private void device(String name, String vendor, String kind) throws IOException {
    Path device = Files.createDirectory(bus.resolve(name));
    Files.writeString(device.resolve("vendor"), vendor + "\n");
    Files.writeString(device.resolve("class"), kind + "\n");
  }
}
