package dev.lamina.faults;

import static dev.lamina.layer.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lamina.data.Numpy;
import dev.lamina.data.Values;
import dev.lamina.exchange.KerasFile;
import dev.lamina.faults.FaultyDisk.Killed;
import dev.lamina.io.AtomicFile;
import dev.lamina.io.FileException;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Pretrained;
import dev.lamina.model.Sequential;
import dev.lamina.persist.Checkpoint;
import dev.lamina.persist.Export;
import dev.lamina.persist.Safetensors;
import dev.lamina.serving.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/**
 * Everything that Lamina writes is there whole or not at all, wherever its writer is killed, the
 * disk fails, or others read and write beside it.
 */
class WritersTest {
  private static final Sequential NETWORK = Sequential.of(Shape.of(1), dense(1).useBias(false));

  @TempDir private Path folder;

  /** Writes a number to a place, and reads the one that is there. */
  private record Writer(String name, ObjIntConsumer<Path> write, ToIntFunction<Path> read) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Writer> writers() {
    return Stream.of(
        new Writer(
            "file",
            (place, number) -> AtomicFile.write(place, new byte[] {(byte) number}),
            place -> read(place)[0]),
        new Writer(
            "safetensors",
            (place, number) -> new Safetensors(weights(number), Map.of()).write(place),
            place -> number(Safetensors.read(place).arrays())),
        new Writer(
            "array.npy",
            (place, number) -> Numpy.write(place, Values.of(new float[] {number})),
            place -> (int) Numpy.read(place).flat(float[].class)[0]),
        new Writer(
            "model.keras",
            (place, number) -> KerasFile.write(new Pretrained(NETWORK, weights(number)), place),
            place -> number(KerasFile.read(place).weights())),
        new Writer(
            "checkpoint",
            (place, number) ->
                new Checkpoint(JsonNodeFactory.instance.numberNode(number), weights(number))
                    .write(place),
            place -> number(Checkpoint.read(place).values())),
        exporter("export", Export.standard().overwriting()),
        exporter("frozen", Export.standard().asConstants().overwriting()),
        exporter("versions", Export.VERSIONED));
  }

  private static Writer exporter(String name, Export export) {
    return new Writer(
        name,
        (place, number) -> export.write(place, NETWORK, weights(number)),
        place -> {
          try (Predictor predictor = Predictor.load(place)) {
            return (int) predictor.predict(1)[0];
          }
        });
  }

  private static Map<String, FloatArray> weights(int number) {
    return Map.of("dense/kernel", new FloatArray(Shape.of(1, 1), new float[] {number}));
  }

  private static int number(Map<String, FloatArray> weights) {
    return (int) weights.values().iterator().next().values()[0];
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new FileException(file.toString(), e);
    }
  }

  @ParameterizedTest
  @MethodSource("writers")
  void thatAreKilledAtAnyStepLeaveTheOldOrTheNew(Writer writer) throws IOException {
    Path place = folder.resolve("in/" + writer);
    writer.write().accept(place, 1);
    int number = 1;
    for (int step = 1, steps = 1; step <= steps; step++) {
      FaultyDisk disk = FaultyDisk.killing(step);
      try {
        writer.write().accept(disk.path(place), number + 1);
      } catch (Killed e) {
        steps = step + 1;
      }

      assertThat(writer.read().applyAsInt(place))
          .as("killed before step %s", step)
          .isBetween(step < steps ? number : number + 1, number + 1);
      number += 2;
      writer.write().accept(place, number);
      assertThat(writer.read().applyAsInt(place)).isEqualTo(number);
      assertThat(left()).as("left by a kill before step %s", step).isEmpty();
    }
    assertThat(number).as("there were steps").isGreaterThan(9);
  }

  @ParameterizedTest
  @MethodSource("writers")
  void whoseDiskFailsAtAnyStepSayItAndLeaveTheOld(Writer writer) throws IOException {
    Path place = folder.resolve("in/" + writer);
    writer.write().accept(place, 1);
    int number = 1;
    FaultyDisk disk = FaultyDisk.failing(1);
    for (int step = 1; disk.steps() >= step - 1; step++) {
      disk = FaultyDisk.failing(step);
      int there = number + 1;
      try {
        writer.write().accept(disk.path(place), there);
      } catch (FileException e) {
        assertThat(e).hasMessageContaining(place.toString()).hasMessageContaining("No space left");
        there = number;
      }

      assertThat(writer.read().applyAsInt(place)).as("failed at step %s", step).isEqualTo(there);
      number += 2;
      writer.write().accept(place, number);
      assertThat(left()).as("left by a failure at step %s", step).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("writers")
  void writeBesideEachOtherAndBesideReaders(Writer writer) throws IOException {
    Path place = folder.resolve("in/" + writer);
    writer.write().accept(place, 1);
    List<CompletableFuture<Void>> writing = new ArrayList<>();
    for (int first : new int[] {10, 20}) {
      writing.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 8; i++) {
                  writer.write().accept(place, first + i);
                }
              }));
    }
    while (!writing.stream().allMatch(CompletableFuture::isDone)) {
      assertThat(writer.read().applyAsInt(place))
          .isIn(1, 10, 11, 12, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 25, 26, 27);
    }
    writing.forEach(CompletableFuture::join);
    assertThat(writer.read().applyAsInt(place)).isIn(17, 27);
    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("writers")
  void writeThoughTheirThreadIsInterrupted(Writer writer) {
    Path place = folder.resolve(writer.name());

    Thread.currentThread().interrupt();
    writer.write().accept(place, 3);

    assertThat(Thread.interrupted()).as("the interrupt stays").isTrue();
    assertThat(writer.read().applyAsInt(place)).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("writers")
  void takeNamesAsLongAsFilesMayHave(Writer writer) throws IOException {
    Path place = folder.resolve("ü".repeat(120) + "-" + writer);

    writer.write().accept(place, 2);
    writer.write().accept(place, 3);

    assertThat(writer.read().applyAsInt(place)).isEqualTo(3);
    assertThat(left()).isEmpty();
  }

  /** Everything hidden, but for the locks of checkpoints, which stay. */
  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("."))
          .filter(file -> !file.endsWith(".lock"))
          .toList();
    }
  }
}
