package dev.lamina.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.doctor.Finding.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks of the machine itself. */
class MachineChecksTest {
  @TempDir private Path folder;

  @Test
  void namesTheInstructionsOfAProcessor() {
    String description = "model name\t: AMD EPYC\nflags\t\t: fpu sse4_2 avx fma rdrand avx2\n";

    Finding finding = MachineChecks.processor(description, "amd64", 2);

    assertThat(finding.status()).isEqualTo(Status.OK);
    assertThat(finding.text()).endsWith("AMD EPYC, 2 threads, with SSE4.2 AVX AVX2 FMA");
  }

  @Test
  void findsAProcessorBrokenThatTensorFlowIsNotBuiltFor() {
    String description = "model name\t: QEMU Virtual CPU\nflags\t\t: fpu sse4_2\n";

    Finding finding = MachineChecks.processor(description, "amd64", 1);

    assertThat(finding.status()).isEqualTo(Status.BROKEN);
    assertThat(finding.text()).endsWith("QEMU Virtual CPU, 1 thread, without AVX");
    assertThat(finding.advice()).startsWith("TensorFlow's library needs AVX;");
  }

  @Test
  void doesNotBlameAProcessorOfWhichNothingIsKnown() {
    assertThat(MachineChecks.processor("", "amd64", 8).status()).isEqualTo(Status.OK);
    assertThat(MachineChecks.processor("", "aarch64", 8).text()).endsWith("aarch64, 8 threads");
  }

  @Test
  void warnsOfLittleMemory() {
    assertThat(MachineChecks.memory(8_000_000_000L, 4_000_000_000L, 2_000_000_000L))
        .isEqualTo(Finding.ok("memory", "8.0 GB, 4.0 GB free; Java's heap may take 2.0 GB"));
    Finding little = MachineChecks.memory(8_000_000_000L, 900_000_000L, 2_000_000_000L);
    assertThat(little.status()).isEqualTo(Status.WARNING);
    assertThat(little.advice()).startsWith("All of MNIST takes about 1.5 GB;");
  }

  @Test
  void takesAFolderThatIsMadeWhenItIsNeeded() {
    Path cache = folder.resolve("not/yet/there");

    assertThat(MachineChecks.data(cache).status()).isEqualTo(Status.OK);
    assertThat(cache).doesNotExist();
  }

  @Test
  void warnsOfAFolderThatCannotBeMade() throws IOException {
    Path cache = Files.writeString(folder.resolve("file"), "").resolve("mnist");

    Finding finding = MachineChecks.data(cache);

    assertThat(finding.status()).isEqualTo(Status.WARNING);
    assertThat(finding.text()).isEqualTo(cache + " cannot be written to");
    assertThat(finding.advice()).contains("set XDG_CACHE_HOME");
  }

  @Test
  void findsAFolderBrokenThatHasToBeThere() {
    Path none = folder.resolve("none");

    Finding finding = MachineChecks.folder("temporary", none, none, Status.BROKEN, "make it");

    assertThat(finding.status()).isEqualTo(Status.BROKEN);
    assertThat(finding.advice()).isEqualTo("make it");
  }
}
