package dev.lamina.model;

import dev.lamina.Held;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That training and predicting take no more memory with time. */
@Tag("trains")
class SoakTest {

  @Test
  void sixtyRoundsTakeNoMoreMemory() throws IOException, InterruptedException {
    assertStaysFlat(6, 10);
  }

  @Test
  @Tag("slow")
  void tenThousandRoundsTakeNoMoreMemory() throws IOException, InterruptedException {
    assertStaysFlat(100, 100);
  }

  @Test
  void eachSizeOfDataTakesNoMoreMemory() throws IOException, InterruptedException {
    Held.assertStaysFlat(4, ManySizes.class, 4, 10);
  }

  private static void assertStaysFlat(int models, int rounds)
      throws IOException, InterruptedException {
    Held.assertStaysFlat(models / 2, Soak.class, models, rounds);
  }
}
