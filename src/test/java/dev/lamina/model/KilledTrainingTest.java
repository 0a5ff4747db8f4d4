package dev.lamina.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.ChildJvm;
import dev.lamina.io.FileException;
import dev.lamina.persist.SmallDisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a training which is killed, or whose disk is full, goes on to the same bits. */
@Tag("trains")
class KilledTrainingTest {
  @TempDir private Path folder;

  @Test
  void goesOnToTheSameBits() throws IOException, InterruptedException {
    killTimes(1);
  }

  @Test
  @Tag("slow")
  void goesOnToTheSameBitsHoweverOftenItIsKilled() throws IOException, InterruptedException {
    killTimes(4);
  }

  private void killTimes(int times) throws IOException, InterruptedException {
    Random random = new Random(2);
    for (int i = 0; i < times; i++) {
      Process process = ChildJvm.start(KilledTraining.class, folder);
      try (BufferedReader out = process.inputReader(UTF_8)) {
        // Once the second chunk is made, there is a checkpoint of the first.
        int chunks = 2 + random.nextInt(3);
        for (int chunk = 0; chunk < chunks; chunk++) {
          assertThat(out.readLine()).as("killed %s times, it is not over yet", i).isNotNull();
        }
        LockSupport.parkNanos(random.nextInt(10_000_000));
        assertThatThrownBy(() -> KilledTraining.checkpoints(folder).lock())
            .isInstanceOf(FileException.class)
            .hasMessageStartingWith(
                "Another training saves to %s (process %s on ", folder, process.pid());
        assertThat(process.isAlive()).isTrue();
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
    Checkpoints checkpoints = KilledTraining.checkpoints(folder);
    try (Model left = Model.load(checkpoints.newest().orElseThrow())) {
      assertThat(left.history().updates()).isPositive().isLessThan(KilledTraining.UPDATES);
    }
    assertLeadsToTheSameBits(checkpoints);
  }

  /** A disk that is full after some checkpoints, and larger later. */
  @Test
  void goesOnWhenTheDiskWasFull() throws IOException, InterruptedException {
    Checkpoints checkpoints = KilledTraining.checkpoints(folder.resolve("in")).keepLast(1000);
    try (SmallDisk disk = SmallDisk.mount(folder, 80);
        Model model = KilledTraining.compile()) {
      assertThatThrownBy(
              () ->
                  model.fit(KilledTraining.batches(), KilledTraining.fit().checkpoint(checkpoints)))
          .isInstanceOf(FileException.class)
          .hasMessageContaining(disk.path().toString())
          .hasMessageContaining("No space left on device");

      assertThat(model.history().updates()).isPositive().isLessThan(KilledTraining.UPDATES);
      disk.resize(8_000);
      assertLeadsToTheSameBits(checkpoints);
    }
  }

  private static void assertLeadsToTheSameBits(Checkpoints checkpoints) {
    try (Model whole = KilledTraining.compile();
        Model resumed = KilledTraining.compile()) {
      History want = whole.fit(KilledTraining.batches(), KilledTraining.fit());
      History got =
          resumed.fit(KilledTraining.batches(), KilledTraining.fit().checkpoint(checkpoints));

      assertThat(got.losses()).isEqualTo(want.losses());
      assertThat(got.epochs())
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seconds")
          .isEqualTo(want.epochs());
      assertThat(resumed.weights()).usingRecursiveComparison().isEqualTo(whole.weights());
    }
  }
}
