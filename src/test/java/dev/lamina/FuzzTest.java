package dev.lamina;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Csv;
import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.DigitImage;
import dev.lamina.data.Example;
import dev.lamina.data.Features;
import dev.lamina.data.ImageFile;
import dev.lamina.data.Numpy;
import dev.lamina.data.Pipeline;
import dev.lamina.data.Values;
import dev.lamina.exchange.KerasFile;
import dev.lamina.exchange.PytorchFile;
import dev.lamina.io.FileException;
import dev.lamina.layer.Layers;
import dev.lamina.model.Functional;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.TrainingSpec;
import dev.lamina.persist.Checkpoint;
import dev.lamina.persist.Safetensors;
import dev.lamina.persist.SavedModelFile;
import dev.lamina.serving.CallException;
import dev.lamina.serving.Predictor;
import dev.lamina.spec.SpecException;
import dev.lamina.train.loss.Losses;
import dev.lamina.train.optimizer.Optimizers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/**
 * Whatever a file holds, its reader reads it or throws the exception that it documents, with the
 * file's name, and does so soon. {@code -Dlamina.fuzz=100000} tries more, also in native code,
 * {@code -Dlamina.fuzz.seed} others.
 */
class FuzzTest {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Integer COUNT = Integer.getInteger("lamina.fuzz");

  /** How many tries a reader has in the usual suite, which is to stay quick. */
  private static final int USUAL = 500;

  private static final long SEED = Long.getLong("lamina.fuzz.seed", 1);
  private static final long LONGEST_NANOS = 5_000_000_000L;

  private static final List<String> NUMBERS =
      List.of(
          "-1",
          "0",
          "1",
          "2147483647",
          "2147483648",
          "4294967296",
          "9223372036854775807",
          "18446744073709551618",
          "1e999",
          "1e-999",
          "0.5",
          "\"2\"",
          "null",
          "[]",
          "{}",
          "\"\"");

  @TempDir private static Path folder;

  /** Makes a file of bytes that were changed, and gives what the reader takes. */
  @FunctionalInterface
  interface Storing {
    Path store(Path place, byte[] bytes) throws IOException;
  }

  /** Reads a file. */
  @FunctionalInterface
  interface Reader {
    void read(Path file) throws IOException;
  }

  /**
   * A reader and what it is tried with.
   *
   * @param share the part of the usual number of tries, for those that are slow
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Target(
      String name,
      byte[] sample,
      Storing storing,
      Reader reader,
      List<Class<?>> documented,
      double share) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static Example features(Features features) {
    features.names();
    return new Example(Shape.of(2), features.numbers("image"), Shape.of(0), new float[0]);
  }

  private static Target file(
      String name, byte[] sample, Reader reader, Class<? extends RuntimeException> documented) {
    return new Target(name, sample, FuzzTest::write, reader, List.of(documented), 1);
  }

  private static Path write(Path place, byte[] bytes) throws IOException {
    return Files.write(place, bytes);
  }

  static Stream<Target> targets() throws IOException {
    Functional dense = Sequential.of(Shape.of(3), Layers.dense(2), Layers.relu(), Layers.dense(1));
    byte[] png = resource("pictures/rgba8.png");
    byte[] idx = new byte[4 + 12 + 8];
    ByteBuffer.wrap(idx).putInt(0x803).putInt(2).putInt(2).putInt(2);
    Path keras = RESOURCES.resolve("keras/nested.keras");
    Path labels = Files.write(folder.resolve("labels"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 1});
    Path saved = folder.resolve("saved");
    try (Model model = dense.compile(Optimizers.adam(0.1f), Losses.meanSquaredError())) {
      model.save(saved);
    }
    List<Target> targets =
        new ArrayList<>(
            List.of(
                file(
                    "csv",
                    "a,b\n1.5,-2e3\n\"3\",4\n".getBytes(UTF_8),
                    f -> Csv.inputs(f, Shape.of(2)),
                    DataException.class),
                file(
                    "tfrecord",
                    resource("tfrecords/plain.tfrecord"),
                    f -> Pipeline.tfRecords(List.of(f), FuzzTest::features).toDataset(),
                    DataException.class),
                file(
                    "table",
                    "a,b\n1.5,x\n\"3\",\"y\nz\"\n".getBytes(UTF_8),
                    Csv::read,
                    DataException.class),
                file("npy", resource("numpy/version1.npy"), Numpy::read, DataException.class),
                file("npz", resource("numpy/deflated.npz"), Numpy::readAll, DataException.class),
                file("idx", idx, f -> Dataset.idx(f, labels), DataException.class),
                new Target(
                    "idx.gz",
                    idx,
                    FuzzTest::gzip,
                    f -> Dataset.idx(f, labels),
                    List.of(DataException.class),
                    1),
                new Target(
                    "png",
                    png,
                    FuzzTest::withChecksums,
                    FuzzTest::picture,
                    List.of(DataException.class),
                    1),
                file(
                    "jpeg", resource("pictures/exif6.jpg"), FuzzTest::picture, DataException.class),
                file("cmyk", resource("pictures/ycck.jpg"), FuzzTest::picture, DataException.class),
                file("gif", gif(), FuzzTest::picture, DataException.class),
                file("bmp", bmp(), FuzzTest::picture, DataException.class),
                file(
                    "safetensors",
                    resource("pytorch/images.safetensors"),
                    Safetensors::read,
                    FileException.class),
                file(
                    "pytorch",
                    resource("pytorch/images.safetensors"),
                    f -> PytorchFile.read(f, dense),
                    FileException.class),
                file(
                    "spec",
                    Files.readAllBytes(Path.of("models/cnn.json")),
                    TrainingSpec::read,
                    SpecException.class),
                new Target(
                    "keras config",
                    member(keras, "config.json"),
                    (f, b) -> zip(f, keras, "config.json", b),
                    KerasFile::read,
                    List.of(FileException.class),
                    1),
                new Target(
                    "keras weights",
                    member(keras, "model.weights.h5"),
                    (f, b) -> zip(f, keras, "model.weights.h5", b),
                    KerasFile::read,
                    List.of(FileException.class),
                    0.5),
                file("keras", Files.readAllBytes(keras), KerasFile::read, FileException.class),
                new Target(
                    "checkpoint",
                    Files.readAllBytes(saved.resolve("checkpoint.json")),
                    (f, b) -> with(saved, "checkpoint.json", b),
                    Checkpoint::read,
                    List.of(FileException.class),
                    0.5),
                new Target(
                    "saved_model.pb",
                    resource("savedmodels/table/saved_model.pb"),
                    FuzzTest::savedModel,
                    f -> SavedModelFile.read(f).signatures(),
                    List.of(FileException.class),
                    1)));
    if (COUNT != null) {
      targets.add(
          new Target(
              "description",
              description(saved),
              (f, b) -> described(saved, b),
              f -> Model.load(f).close(),
              List.of(FileException.class, SpecException.class),
              0.05));
      targets.add(
          new Target(
              "graph",
              resource("savedmodels/table/saved_model.pb"),
              FuzzTest::savedModel,
              FuzzTest::predict,
              List.of(FileException.class, CallException.class),
              0.02));
    }
    return targets.stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void aReaderReadsOrThrowsWhatItDocuments(Target target) throws IOException {
    int count = (int) Math.max(20, (COUNT == null ? USUAL : COUNT) * target.share());
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < count; i++) {
      byte[] changed = i == 0 ? target.sample() : changed(target.sample(), random);
      Path file = target.storing().store(folder.resolve("some.bin"), changed);
      Path kept = Path.of("target", "fuzz-" + target.name().replace(' ', '-'));
      long start = System.nanoTime();
      try {
        target.reader().read(file);
      } catch (Throwable e) {
        Files.write(kept, changed);
        assertThat(e)
            .as("%s, try %s, the input is %s", target, i, kept)
            .satisfies(thrown -> assertThat(target.documented()).contains(thrown.getClass()));
        assertThat(String.valueOf(e.getMessage())).contains(folder.toString());
        Files.delete(kept);
      }
      long nanos = System.nanoTime() - start;
      if (nanos >= LONGEST_NANOS) {
        Files.write(kept, changed);
      }
      assertThat(nanos)
          .as("%s, try %s, the input is %s", target, i, kept)
          .isLessThan(LONGEST_NANOS);
    }
  }

  private static byte[] changed(byte[] sample, SplittableRandom random) {
    byte[] bytes = sample.clone();
    for (int i = random.nextInt(1, 4); i > 0 && bytes.length > 9; i--) {
      bytes = changedOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] changedOnce(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length - 8);
    int length = random.nextInt(1, 1 + Math.min(40, bytes.length - at));
    switch (random.nextInt(9)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 ->
          bytes[at] =
              List.of(
                      (byte) 0,
                      (byte) 0x7f,
                      (byte) 0x80,
                      (byte) -1,
                      (byte) 1,
                      (byte) '"',
                      (byte) '[')
                  .get(random.nextInt(7));
      case 2 ->
          ByteBuffer.wrap(bytes)
              .order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
              .putInt(
                  at, List.of(0, 1, -1, Integer.MAX_VALUE, 65536, 1 << 30).get(random.nextInt(6)));
      case 3 ->
          ByteBuffer.wrap(bytes)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(
                  at, List.of(0L, -1L, Long.MAX_VALUE, 1L << 32, 1L << 62).get(random.nextInt(5)));
      case 4 -> {
        return Arrays.copyOf(bytes, at + 1);
      }
      case 5 -> {
        return replaced(bytes, at, at + length, new byte[0]);
      }
      case 6 -> {
        int to = random.nextInt(bytes.length);
        return replaced(bytes, to, to, Arrays.copyOfRange(bytes, at, at + length));
      }
      default -> {
        return number(bytes, at, NUMBERS.get(random.nextInt(NUMBERS.size())));
      }
    }
    return bytes;
  }

  /** Writes a number over the next one of the text, if there is one. */
  private static byte[] number(byte[] bytes, int at, String number) {
    int from = at;
    while (from < bytes.length && !Character.isDigit(bytes[from])) {
      from++;
    }
    int to = from;
    while (to < bytes.length && Character.isDigit(bytes[to])) {
      to++;
    }
    return replaced(bytes, from, to, number.getBytes(ISO_8859_1));
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(by);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  private static byte[] resource(String name) throws IOException {
    return Files.readAllBytes(RESOURCES.resolve(name));
  }

  private static void picture(Path file) {
    ImageFile.read(file, Shape.of(4, 4, 3));
    try {
      DigitImage.read(file);
    } catch (DataException e) {
      // A picture may show nothing.
    }
  }

  private static byte[] gif() {
    return HexFormat.of()
        .parseHex("47494638396102000200800000ffffff0000002c00000000020002000002024401003b");
  }

  private static byte[] bmp() {
    ByteBuffer bmp = ByteBuffer.allocate(54 + 16).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B')
        .put((byte) 'M')
        .putInt(70)
        .putInt(0)
        .putInt(54)
        .putInt(40)
        .putInt(2)
        .putInt(2);
    return bmp.putShort((short) 1).putShort((short) 24).array();
  }

  /** A PNG whose chunks have right check sums again, so that what is in them is looked at. */
  private static Path withChecksums(Path file, byte[] bytes) throws IOException {
    ByteBuffer png = ByteBuffer.wrap(bytes);
    int at = 8;
    while (at + 12 <= bytes.length
        && png.getInt(at) >= 0
        && png.getInt(at) <= bytes.length - at - 12) {
      int length = png.getInt(at);
      CRC32 sum = new CRC32();
      sum.update(bytes, at + 4, 4 + length);
      png.putInt(at + 8 + length, (int) sum.getValue());
      at += 12 + length;
    }
    return Files.write(file, bytes);
  }

  private static Path gzip(Path file, byte[] bytes) throws IOException {
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
    return file;
  }

  private static byte[] member(Path archive, String name) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    }
  }

  private static Path zip(Path file, Path archive, String changed, byte[] bytes)
      throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : List.of("metadata.json", "config.json", "model.weights.h5")) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.equals(changed) ? bytes : member(archive, name));
      }
    }
    return file;
  }

  private static Path with(Path saved, String name, byte[] bytes) throws IOException {
    Files.write(saved.resolve(name), bytes);
    return saved;
  }

  private static byte[] description(Path saved) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readAllBytes(saved.resolve("checkpoint.json")))
        .path("model")
        .toString()
        .getBytes(UTF_8);
  }

  /** A checkpoint with the right checksum of another description, if that is JSON. */
  private static Path described(Path saved, byte[] description) throws IOException {
    ObjectMapper json = new ObjectMapper();
    try {
      new Checkpoint(
              json.readTree(description),
              new LinkedHashMap<>(Safetensors.read(values(saved)).arrays()))
          .write(saved);
    } catch (JsonProcessingException | IllegalArgumentException | FileException e) {
      // What is no JSON has no checksum.
    }
    return saved;
  }

  private static Path values(Path saved) throws IOException {
    try (Stream<Path> files = Files.list(saved)) {
      return files
          .filter(file -> file.toString().endsWith(".safetensors"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Path savedModel(Path place, byte[] bytes) throws IOException {
    Path model = folder.resolve("graph");
    if (!Files.exists(model)) {
      Path original = RESOURCES.resolve("savedmodels/table");
      try (Stream<Path> files = Files.walk(original)) {
        for (Path file : files.toList()) {
          Files.copy(file, model.resolve(original.relativize(file).toString()));
        }
      }
    }
    return with(model, "saved_model.pb", bytes);
  }

  private static void predict(Path model) {
    try (Predictor predictor = Predictor.load(model)) {
      predictor
          .signatures()
          .forEach(
              signature -> {
                try {
                  predictor.call(signature.name(), Map.of("word", Values.of(new String[] {"a"})));
                } catch (IllegalArgumentException e) {
                  // Signatures take what they take.
                }
              });
    }
  }
}
