package dev.lamina.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.doctor.Finding.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuCheckTest {
  @TempDir private Path bus;

  private static Finding without(int hardware, boolean gpuJar) {
    return new GpuCheck(List.of(), hardware, gpuJar, "the driver says: out of order").finding();
  }

  @Test
  void namesTheGpusThatTensorFlowFinds() {
    GpuCheck facts = new GpuCheck(List.of("/GPU:0", "/GPU:1"), 2, true, "");

    assertThat(facts.finding()).isEqualTo(Finding.ok("GPU", "/GPU:0, /GPU:1"));
  }

  @Test
  void isContentWithoutAGpu() {
    assertThat(without(0, false).status()).isEqualTo(Status.OK);
    assertThat(without(0, true))
        .satisfies(
            finding -> {
              assertThat(finding.status()).isEqualTo(Status.WARNING);
              assertThat(finding.advice()).startsWith("The jar for GPUs is of no use here");
            });
  }

  @Test
  void saysHowToBuildForAGpu() {
    Finding finding = without(1, false);

    assertThat(finding.status()).isEqualTo(Status.WARNING);
    assertThat(finding.advice()).contains("mvn -Pgpu-cuda");
  }

  @Test
  void saysWhatKeepsTheJarForGpusFromWorking() {
    Finding finding = without(2, true);

    assertThat(finding.status()).isEqualTo(Status.BROKEN);
    assertThat(finding.text())
        .isEqualTo(
            "none that TensorFlow can use, of 2 in this machine: the driver says: out of order");
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
