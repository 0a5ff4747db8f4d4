package dev.lamina.model;

import dev.lamina.Held;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That saving and loading models takes no more memory and no more files with time. */
class SaveSoakTest {
  @TempDir private Path folder;

  @Test
  void aHundredRoundsTakeNoMoreMemoryOrFiles() throws IOException, InterruptedException {
    assertStaysFlat(100, 25);
  }

  @Test
  @Tag("slow")
  void tenThousandRoundsTakeNoMoreMemoryOrFiles() throws IOException, InterruptedException {
    assertStaysFlat(10_000, 500);
  }

  private void assertStaysFlat(int rounds, int each) throws IOException, InterruptedException {
    Held.assertStaysFlat(rounds / each, SaveSoak.class, folder, rounds, each);
  }
}
