package dev.lamina.serving;

import dev.lamina.Held;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That serving takes no more memory and no more files with time. */
class ServingSoakTest {
  @TempDir private Path folder;

  @Test
  void aHundredThousandPredictionsTakeNoMoreMemory() throws IOException, InterruptedException {
    assertStaysFlat("predict", 100_000);
  }

  @Test
  @Tag("slow")
  void tenMillionPredictionsTakeNoMoreMemory() throws IOException, InterruptedException {
    assertStaysFlat("predict", 10_000_000);
  }

  @Test
  void exportingAndLoadingAHundredTimesTakesNoMoreMemoryOrFiles()
      throws IOException, InterruptedException {
    assertStaysFlat("load", 100);
  }

  @Test
  @Tag("slow")
  void exportingAndLoadingTenThousandTimesTakesNoMoreMemoryOrFiles()
      throws IOException, InterruptedException {
    assertStaysFlat("load", 10_000);
  }

  private void assertStaysFlat(String what, int rounds) throws IOException, InterruptedException {
    Held.assertStaysFlat(ServingSoak.PARTS, ServingSoak.class, what, rounds, folder);
  }
}
