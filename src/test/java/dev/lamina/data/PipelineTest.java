package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.DataSource.Cursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** The steps give what tf.data's give: {@code src/test/python/pipelines.py}. */
class PipelineTest {
  private static final JsonNode GOLDEN = golden();

  private static JsonNode golden() {
    try {
      return new ObjectMapper()
          .readTree(Path.of("src", "test", "resources", "golden", "pipelines.json").toFile());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Example number(float number) {
    return new Example(Shape.of(1), new float[] {number}, Shape.of(0), new float[0]);
  }

  private static Pipeline range(int from, int to) {
    return Pipeline.of(IntStream.range(from, to).mapToObj(PipelineTest::number).toList());
  }

  private static List<Example> all(Pipeline pipeline, int epoch) {
    try (CountedExamples examples = pipeline.counted(epoch)) {
      return examples.rest();
    }
  }

  private static List<Float> numbers(Pipeline pipeline) {
    return numbers(pipeline, 0);
  }

  private static List<Float> numbers(Pipeline pipeline, int epoch) {
    return all(pipeline, epoch).stream().map(example -> example.x()[0]).toList();
  }

  private static List<Float> flat(JsonNode node) {
    if (!node.isArray()) {
      return List.of((float) node.asDouble());
    }
    List<Float> flat = new ArrayList<>();
    node.forEach(each -> flat.addAll(flat(each)));
    return flat;
  }

  private static Stream<String> cases(String step) {
    Iterable<String> names = () -> GOLDEN.path(step).fieldNames();
    return Stream.of(names)
        .flatMap(
            each -> {
              List<String> list = new ArrayList<>();
              each.forEach(list::add);
              return list.stream();
            });
  }

  static Stream<String> windows() {
    return cases("window");
  }

  @ParameterizedTest
  @MethodSource("windows")
  void windowsAreThoseOfTfData(String name) {
    int[] given = Arrays.stream(name.split(",")).mapToInt(Integer::parseInt).toArray();

    List<Example> windows = all(range(0, given[3]).window(given[0], given[1], given[2]), 0);

    assertThat(windows).allMatch(each -> each.xShape().equals(Shape.of(given[0], 1)));
    assertThat(windows.stream().flatMap(each -> floats(each.x())))
        .containsExactlyElementsOf(flat(GOLDEN.path("window").path(name)));
  }

  private static Stream<Float> floats(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToObj(i -> numbers[i]);
  }

  static Stream<String> interleavings() {
    return cases("interleave");
  }

  @ParameterizedTest
  @MethodSource("interleavings")
  void interleavesAsTfData(String name) {
    String[] given = name.split(",", 3);
    int[] lengths =
        Arrays.stream(given[2].replaceAll("[\\[\\] ]", "").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    List<Pipeline> shards =
        IntStream.range(0, lengths.length)
            .mapToObj(i -> range(100 * i, 100 * i + lengths[i]))
            .toList();

    Pipeline all =
        Pipeline.interleave(shards, Integer.parseInt(given[0]), Integer.parseInt(given[1]));

    assertThat(numbers(all)).isEqualTo(flat(GOLDEN.path("interleave").path(name)));
  }

  @Test
  void padsAsTfData() {
    Pipeline ragged =
        range(1, 5)
            .map(
                example -> {
                  int steps = (int) example.x()[0];
                  float[] x = new float[2 * steps];
                  IntStream.range(0, x.length).forEach(i -> x[i] = i);
                  return new Example(Shape.of(steps, 2), x, Shape.of(0), new float[0]);
                });

    assertThat(
            all(ragged.padded(Shape.of(5, 3), Shape.of(0)), 0).stream().flatMap(e -> floats(e.x())))
        .containsExactlyElementsOf(flat(GOLDEN.path("padded").path("5,3")));
    assertThat(ragged.paddedBatch(2, Shape.of(5, 3), Shape.of(0)).inputs().shape())
        .isEqualTo(Shape.of(5, 3));
    assertThatThrownBy(() -> all(ragged.padded(Shape.of(3, 3), Shape.of(0)), 0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("[4, 2]")
        .hasMessageContaining("[3, 3]");
  }

  @Test
  void stepsFollowEachOther() {
    Pipeline some = range(0, 10).filter(each -> each.x()[0] % 2 == 0).skip(1).take(3);
    assertThat(numbers(some)).containsExactly(2f, 4f, 6f);
    assertThat(numbers(some.concat(range(1, 2)).repeat(2)))
        .containsExactly(2f, 4f, 6f, 1f, 2f, 4f, 6f, 1f);
    assertThat(numbers(some.flatMap(each -> List.of(each, number(-each.x()[0])))))
        .containsExactly(2f, -2f, 4f, -4f, 6f, -6f);
    assertThat(numbers(range(0, 7).shard(3, 1))).containsExactly(1f, 4f);
    assertThat(numbers(range(0, 3).take(0))).isEmpty();
  }

  @Test
  void zipEndsWithTheShortest() {
    List<Example> zipped =
        all(
            Pipeline.zip(
                Map.of("right", range(10, 12), "left", range(0, 5)),
                Map.of(
                    "y",
                    range(0, 5)
                        .map(
                            e ->
                                new Example(Shape.of(1), e.x(), Shape.of(2), new float[] {7, 8})))),
            0);
    assertThat(zipped).hasSize(2);
    assertThat(zipped.get(1).x("left")).containsExactly(1);
    assertThat(zipped.get(1).x("right")).containsExactly(11);
    assertThat(zipped.get(1).y("y")).containsExactly(7, 8);
  }

  @Test
  void mapsInOrderByManyThreadsOnce() {
    AtomicInteger calls = new AtomicInteger();
    Pipeline mapped =
        range(0, 1000)
            .map(
                example -> {
                  calls.incrementAndGet();
                  return example.withX(2 * example.x()[0]);
                });
    assertThat(numbers(mapped)).isEqualTo(IntStream.range(0, 1000).mapToObj(i -> 2f * i).toList());
    assertThat(calls).hasValue(1000);
  }

  @Test
  void shufflesBySeedAndEpoch() {
    Pipeline shuffled = range(0, 100).shuffle(20, 1);
    List<Float> first = numbers(shuffled);
    assertThat(first).isEqualTo(numbers(shuffled)).isNotEqualTo(numbers(shuffled, 1));
    assertThat(first).isNotEqualTo(numbers(range(0, 100).shuffle(20, 2)));
    assertThat(first).containsExactlyInAnyOrderElementsOf(numbers(range(0, 100)));
    // The k-th example to come out has been read: it is among the first k + 20.
    for (int k = 0; k < 100; k++) {
      assertThat(first.get(k)).isLessThan(k + 20);
    }
    assertThat(numbers(range(0, 100).shuffle(1, 1))).isEqualTo(numbers(range(0, 100)));
    assertThat(numbers(shuffled.repeat(2)).subList(100, 200))
        .isNotEqualTo(first)
        .containsExactlyInAnyOrderElementsOf(first);
  }

  @Test
  void randomMapsFollowFromSeedEpochAndPlace() {
    Pipeline noisy = range(0, 500).map(3, (e, random) -> e.withX(random.nextFloat()));
    assertThat(numbers(noisy)).isEqualTo(numbers(noisy.prefetch(7)));
    assertThat(numbers(noisy)).isNotEqualTo(numbers(noisy, 1)).doesNotHaveDuplicates();
  }

  @Test
  void cachesAreReadOnce() {
    AtomicInteger opened = new AtomicInteger();
    Pipeline counted =
        Pipeline.from(
            epoch -> {
              opened.incrementAndGet();
              return range(epoch, epoch + 3).open(0);
            });
    Pipeline cached = counted.cache();
    assertThat(numbers(cached, 2)).containsExactly(0f, 1f, 2f);
    assertThat(numbers(cached, 5)).containsExactly(0f, 1f, 2f);
    assertThat(opened).hasValue(1);
  }

  @Test
  void errorsTellTheirPlaceAndCloseWhatIsOpen() {
    List<String> closed = Collections.synchronizedList(new ArrayList<>());
    Pipeline failing =
        Pipeline.from(
            epoch -> {
              int[] place = {0};
              return Cursor.of(
                  () -> {
                    if (place[0] == 150) {
                      throw new IOException("the disk was taken away");
                    }
                    return number(place[0]++);
                  },
                  () -> closed.add("source"));
            });
    for (Pipeline each :
        List.of(failing, failing.map(e -> e), failing.prefetch(3), failing.shuffle(1, 1))) {
      closed.clear();
      assertThatThrownBy(() -> all(each, 1))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "Epoch 2 of the pipeline ended with an error after 150 examples: the disk was taken away");
      assertThat(closed).containsExactly("source");
    }
    assertThatThrownBy(
            () ->
                range(0, 200)
                    .map(
                        example -> {
                          if (example.x()[0] == 130) {
                            throw new IllegalStateException("130 is odd");
                          }
                          return example;
                        })
                    .toDataset())
        .isInstanceOf(DataException.class)
        .hasMessage("Epoch 1 of the pipeline ended with an error after 130 examples: 130 is odd");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> range(0, 3).window(4, 1, 1).toDataset())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("A window of 4 examples spans 4, but there are only 3");
    assertThatThrownBy(() -> range(0, 0).toDataset())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has no examples");
    assertThatThrownBy(() -> range(0, 3).shuffle(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shuffle takes at least 1, but got 0");
    Pipeline torn =
        range(0, 3)
            .map(
                e ->
                    new Example(
                        Shape.of(e.x()[0] == 2 ? 2 : 1),
                        new float[e.x()[0] == 2 ? 2 : 1],
                        Shape.of(0),
                        new float[0]));
    assertThatThrownBy(torn::toDataset)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("example 2 of epoch 1 has x [2]");
  }

  @Test
  void goesToADataSetAndBack() {
    Dataset data = Dataset.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}, new float[] {1, 2, 3});
    assertThat(data.pipeline().toDataset()).containsExactlyElementsOf(data);
    Dataset shuffled = data.shuffle(1);
    assertThat(all(shuffled.pipeline(), 3)).containsExactlyElementsOf(shuffled.epoch(3));
  }
}
