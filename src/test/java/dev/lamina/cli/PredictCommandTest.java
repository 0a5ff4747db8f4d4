package dev.lamina.cli;

import static dev.lamina.layer.Layers.activation;
import static dev.lamina.layer.Layers.averagePooling2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.rescaling;
import static dev.lamina.layer.Layers.reshape;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.data.Dataset;
import dev.lamina.data.DigitPictures;
import dev.lamina.data.Mnist;
import dev.lamina.data.Numpy;
import dev.lamina.data.Values;
import dev.lamina.io.FileException;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Size;
import dev.lamina.model.Functional;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import dev.lamina.network.Node;
import dev.lamina.persist.Export;
import dev.lamina.persist.Safetensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;

/** Predictions of models in every form, from pictures and tables. */
class PredictCommandTest {
  private static final Path KERAS = Path.of("src/test/resources/keras");
  private static final Dataset TEST = Mnist.test();

  @TempDir private static Path models;

  /** Tells MNIST's digits apart; saved, exported and asked. */
  private static String saved = "";

  private static String exported = "";
  private static float[][] predicted = {};

  @TempDir private Path folder;

  @BeforeAll
  static void train() {
    saved = models.resolve("saved").toString();
    exported = models.resolve("exported").toString();
    Sequential network = Sequential.of(Shape.of(784), dense(32), relu(), dense(10), softmax());
    try (Model model = network.compile(adam(0.005f), sparseCategoricalCrossentropy())) {
      model.fit(Mnist.train().take(10_000).batch(50), epochs(2));
      model.save(Path.of(saved));
      model.export(Path.of(exported));
      predicted = model.predict(TEST.take(10));
    }
  }

  private static int predictedClass(int example) {
    int best = 0;
    for (int i = 0; i < 10; i++) {
      best = predicted[example][i] > predicted[example][best] ? i : best;
    }
    return best;
  }

  @Test
  void seesDigitsInPicturesOfAnyKindAsInTheOriginals() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("predict", saved));
    List<Integer> classes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      float[] digit = TEST.get(i).x();
      arguments.add(write(i + ".png", DigitPictures.enlarged(digit, 1)));
      arguments.add(write(i + "-large.png", DigitPictures.enlarged(digit, 7)));
      arguments.add(write(i + "-dark.png", DigitPictures.inverted(digit, 4)));
      arguments.add(write(i + "-clear.png", DigitPictures.transparent(digit, 3)));
      for (int kind = 0; kind < 4; kind++) {
        classes.add(predictedClass(i));
      }
    }

    Cli predict = Cli.run(arguments.toArray(String[]::new));

    assertThat(predict.err()).isEmpty();
    assertThat(predict.code()).isZero();
    List<String> lines = predict.out().lines().toList();
    assertThat(lines.get(0)).matches("picture +class  probability");
    assertThat(lines.stream().skip(1).map(line -> Integer.valueOf(line.split(" +", -1)[1])))
        .isEqualTo(classes);
  }

  @Test
  void printsPicturesAsJson() throws IOException {
    String file = write("digit.png", DigitPictures.enlarged(TEST.get(0).x(), 1));

    Cli predict = Cli.run("predict", saved, file, "--json");

    JsonNode json = new ObjectMapper().readTree(predict.out());
    assertThat(json.path("file").asText()).isEqualTo(file);
    assertThat(json.path("class").asInt()).isEqualTo(predictedClass(0));
    assertThat((float) json.path("probability").asDouble())
        .isEqualTo(predicted[0][predictedClass(0)]);
    assertThat(json.path("output")).hasSize(10);
  }

  @Test
  void predictsByASavedModelWhatTheModelDoes() throws IOException {
    String file = write("digit.png", DigitPictures.enlarged(TEST.get(0).x(), 1));

    assertThat(Cli.run("predict", exported, file).out())
        .isEqualTo(Cli.run("predict", saved, file).out());
    assertThat(Cli.run("predict", exported, "--first", "3").out())
        .isEqualTo(Cli.run("predict", saved, "--first", "3").out());
    assertThat(Cli.run("summary", exported).err())
        .isEqualTo(
            "lamina: %s is a SavedModel, whose layers are no longer told apart; lamina signatures shows what can be called in it.\n"
                .formatted(exported));
  }

  @Test
  void predictsByAFileOfKeras() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(KERAS.resolve("chain.json").toFile());
    List<String> numbers = new ArrayList<>();
    golden.path("input").path("data").forEach(number -> numbers.add(number.asText()));
    Path csv =
        Files.write(
            folder.resolve("x.csv"),
            Stream.of(0, 4, 8).map(i -> String.join(",", numbers.subList(i, i + 4))).toList());
    String model = KERAS.resolve("chain.keras").toString();

    Cli predict = Cli.run("predict", model, csv.toString(), "--json");

    assertThat(predict.err()).isEmpty();
    JsonNode first = new ObjectMapper().readTree(predict.out().lines().findFirst().orElseThrow());
    assertThat(first.path("output").path(1).asDouble())
        .isCloseTo(golden.path("output").path("data").path(1).asDouble(), within(1e-5));
    assertThat(Cli.run("summary", model).out()).contains("1  dense(3) relu");
  }

  @Test
  void givesASingleProbabilityAsThatOfItsClass() throws IOException {
    String model = models.resolve("single").toString();
    try (Model ones =
        Sequential.of(Shape.of(28, 28, 1), flatten(), dense(1), sigmoid())
            .compile(sgd(0.1f), binaryCrossentropy())) {
      ones.fit(
          Mnist.train().labels(0, 1).reshape(Shape.of(28, 28, 1)).shuffle(1).batch(100), epochs(1));
      ones.save(Path.of(model));
    }
    Dataset digits = TEST.labels(0, 1);
    String zero = write("0.png", DigitPictures.inverted(digits.labels(0).get(0).x(), 2));
    String one = write("1.png", DigitPictures.inverted(digits.labels(1).get(0).x(), 2));

    assertThat(Cli.run("predict", model, zero, one).out().lines().skip(1))
        .hasSize(2)
        .satisfiesExactly(
            line -> assertThat(line).matches(".*0\\.png +0  +0\\.[89]\\d+"),
            line -> assertThat(line).matches(".*1\\.png +1  +0\\.[89]\\d+"));
    assertThat(Cli.run("predict", model, "--labels", "0,1", "--first", "2").out())
        .matches("0: class 0, 0\\.\\d{4}\\n1: class 0, 0\\.\\d{4}\\n");
    assertThat(Cli.run("predict", model, "--labels", "0,1", "--first", "1", "--json").out())
        .startsWith("{\"example\":0,\"class\":0,\"probability\":0.");
  }

  /** A mean of all pixels, which shows what came of a picture. */
  @Test
  void onlyResizesPicturesForNetworksOfOtherShapes() throws IOException {
    String model = models.resolve("mean").toString();
    try (Model mean =
        Sequential.of(Shape.of(5, 4, 3), averagePooling2D(Size.of(5, 4)), flatten())
            .compile(sgd(0), meanSquaredError())) {
      mean.save(Path.of(model));
    }
    String file = write("digit.png", DigitPictures.inverted(new float[784], 2));

    assertThat(Cli.run("predict", model, file, "--json").out())
        .contains("\"output\":[1.0,1.0,1.0]");
    assertThat(Cli.run("predict", model, file, "--json", "--bytes").out())
        .contains("\"output\":[255.0,255.0,255.0]");
    assertThat(Cli.run("predict", model, file, "--bytes").out())
        .containsPattern("^picture +output\\n.*png +255\\.000, 255\\.000, 255\\.000\\n");
  }

  @Test
  void tellsClassesApartOnlyBySoftmaxOrLabels() throws IOException {
    String model = models.resolve("numbers").toString();
    String csv = Files.writeString(folder.resolve("x.csv"), "0.25,0.75\n").toString();
    try (Model numbers =
        Sequential.of(Shape.of(2), rescaling(1)).compile(sgd(0), meanSquaredError())) {
      numbers.save(Path.of(model));
      numbers.export(Path.of(model + ".export"));
      numbers.export(Path.of(model + ".labels"), Export.standard().labels(List.of("cat", "dog")));
    }
    for (String place : List.of(model, model + ".export")) {
      assertThat(Cli.run("predict", place, csv).out()).isEqualTo("0: 0.250000, 0.750000\n");
      assertThat(Cli.run("predict", place, csv, "--json").out())
          .isEqualTo("{\"example\":0,\"output\":[0.25,0.75]}\n");
      assertThat(Cli.run("predict", place, csv, "--labels", "0,1").out())
          .isEqualTo("0: class 1, 0.7500\n");
    }
    assertThat(Cli.run("predict", model + ".labels", csv).out())
        .isEqualTo("0: class dog, 0.7500\n");
    assertThat(Cli.run("predict", model + ".labels", csv, "--json").out())
        .isEqualTo(
            "{\"example\":0,\"class\":1,\"label\":\"dog\",\"probability\":0.75,\"output\":[0.25,0.75]}\n");
    assertThat(Cli.run("predict", model + ".labels", csv, "--output", "probability").out())
        .isEqualTo("0: 0.750000\n");
    assertThat(Cli.run("predict", model + ".labels", csv, "--signature", "none").err())
        .contains("wants the signature \"none\"");
    assertThat(Cli.run("predict", model, csv, "--signature", "none").err())
        .contains("is no SavedModel, so it has no signatures");
  }

  @Test
  void keepsTheShapeOfWhatANetworkGives() throws IOException {
    String model = models.resolve("square").toString();
    String csv = Files.writeString(folder.resolve("x.csv"), "1,2,3,4\n").toString();
    try (Model square =
        Sequential.of(Shape.of(4), reshape(2, 2), softmax()).compile(sgd(0), meanSquaredError())) {
      square.save(Path.of(model));
      square.export(Path.of(model + ".export"));
    }
    for (String place : List.of(model, model + ".export")) {
      assertThat(Cli.run("predict", place, csv).out())
          .isEqualTo("0: [[0.268941, 0.731059], [0.268941, 0.731059]]\n");
      assertThat(Cli.run("predict", place, csv, "--json").out())
          .matches(
              "\\{\"example\":0,\"output\":\\[\\[0.268\\d+,0.731\\d+],\\[0.268\\d+,0.731\\d+]]}\n");
    }
  }

  @Test
  void givesNoClassToWhatIsNotANumber() throws IOException {
    String model = models.resolve("nan").toString();
    String csv = Files.writeString(folder.resolve("x.csv"), "1,-1\n").toString();
    try (Model roots =
        Sequential.of(
                Shape.of(2),
                activation(ActivationFunction.EXPONENTIAL),
                rescaling(1e38f),
                rescaling(1e38f),
                softmax())
            .compile(sgd(0), meanSquaredError())) {
      roots.save(Path.of(model));
      roots.export(Path.of(model + ".labels"), Export.standard().labels(List.of("cat", "dog")));
    }
    for (String place : List.of(model, model + ".labels")) {
      assertThat(Cli.run("predict", place, csv).out()).isEqualTo("0: NaN, NaN\n");
      assertThat(Cli.run("predict", place, csv, "--json", "--labels", "0,1").out())
          .isEqualTo("{\"example\":0,\"output\":[\"NaN\",\"NaN\"]}\n");
    }
  }

  @Test
  void predictsByAnExportThatTakesBytes() throws IOException {
    String place = models.resolve("bytes").toString();
    String picture = write("digit.png", DigitPictures.enlarged(TEST.get(0).x(), 1));
    assertThat(Cli.run("export", saved, "-o", place, "--bytes").err()).isEmpty();

    assertThat(Cli.run("predict", place, picture, "--bytes").out())
        .isEqualTo(Cli.run("predict", saved, picture).out());
    assertThat(Cli.run("predict", place, picture).err())
        .matches(
            "lamina: Example 0 has the input 0\\.\\d+ at position \\d+, but only whole numbers that uint8 holds will do; .*\n");
  }

  @Test
  void onlyResizesDigitsThatAreNoneIfToldSo() throws IOException {
    float[] digit = new float[784];
    digit[0] = 1;
    String file = write("corner.png", DigitPictures.enlarged(digit, 1));

    assertThat(Cli.run("predict", saved, file, "--json").out())
        .isNotEqualTo(Cli.run("predict", saved, file, "--json", "--plain").out());
  }

  @Test
  void answersArraysOfNamedInputsByArraysOfNamedOutputs() throws IOException {
    Node image = Node.input("image", Shape.of(2, 2));
    Node row = Node.input("row", Shape.of(3));
    Functional network =
        Functional.of(
            Node.concatenate(image.to(flatten()), row).to(dense(2)).named("kind"),
            image.to(flatten(), dense(4), reshape(2, 2)).named("mirror"));
    Path model = folder.resolve("two");
    Map<String, float[][]> expected;
    float[][] images = {{0, 50, 100, 200}, {1, 2, 3, 4}, {5, 6, 7, 8}};
    float[][] rows = {{0.5f, 1, 2}, {3, 4, 5}, {6, 7, 8}};
    try (Model two = network.compile(Settings.of(sgd(0)).loss("kind", meanSquaredError()))) {
      two.save(model);
      two.export(folder.resolve("exported"));
      expected = two.predict(Map.of("image", images, "row", rows));
    }
    Values bytes = Values.of(new byte[] {0, 50, 100, (byte) 200, 1, 2, 3, 4, 5, 6, 7, 8});
    Path x = folder.resolve("x.npy");
    Path r = folder.resolve("r.npy");
    Path both = folder.resolve("both.npz");
    Numpy.write(x, bytes.reshape(3, 2, 2));
    Numpy.write(r, Values.of(new double[] {0.5, 1, 2, 3, 4, 5, 6, 7, 8}).reshape(3, 3));
    Numpy.write(both, Map.of("image", Numpy.read(x), "row", Numpy.read(r)));
    Path kind = folder.resolve("kind.npy");
    Path all = folder.resolve("all.npz");

    for (String place : List.of(model.toString(), folder.resolve("exported").toString())) {
      Cli named =
          Cli.run(
              "predict",
              place,
              "--input",
              "image=" + x,
              "--input",
              "row=" + r,
              "--output",
              "kind=" + kind,
              "--output",
              all.toString());

      assertThat(named.err()).isEmpty();
      assertThat(named.out())
          .isEqualTo(
              "%s: kind float32 [3, 2]\n%s: {kind=float32 [3, 2], mirror=float32 [3, 2, 2]}\n"
                  .formatted(kind, all));
      assertNear(Numpy.read(kind), expected, "kind");
      assertNear(Objects.requireNonNull(Numpy.readAll(all).get("mirror")), expected, "mirror");
      byte[] first = Files.readAllBytes(all);
      assertThat(Cli.run("predict", place, "--input", both.toString(), "--output", all.toString()))
          .returns("", Cli::err);
      assertThat(Files.readAllBytes(all)).isEqualTo(first);
    }
    String place = model.toString();
    assertThat(Cli.run("predict", place, "--input", both.toString()).err())
        .isEqualTo(
            "lamina: There are the outputs kind, mirror; give --output for those that are wanted.\n");
    assertThat(Cli.run("predict", place, "--input", x.toString()).err())
        .isEqualTo(
            "lamina: There are the inputs image, row; say which %s is, such as --input image=%s, or give a .npz file.\n"
                .formatted(x, x));
    assertThat(Cli.run("predict", place, "--input", "imgae=" + x).err())
        .isEqualTo(
            "lamina: There is no input \"imgae\"; did you mean image? There are image, row.\n");
    assertThat(Cli.run("predict", place, "--input", "image=" + x).err())
        .startsWith(
            "lamina: The network takes the inputs image [2, 2], row [3], but the data set's");
    assertThat(Cli.run("predict", place, "--input", "image=" + r, "--input", "row=" + r).err())
        .isEqualTo(
            "lamina: The network takes [2, 2] for each example as image, but the array is float64 [3, 3]; its first axis counts the examples.\n");
    assertThat(Cli.run("predict", place, "--output", all.toString()).err())
        .isEqualTo("lamina: --output writes what comes of --input; give that, too.\n");
    assertThat(Cli.run("predict", place, "a.png", "--input", both.toString()).err())
        .isEqualTo("lamina: There are files and --input; give one or the other.\n");
    assertThat(Cli.run("predict", place).err()).startsWith("lamina: The network takes");
    String given = both.toString();
    assertThat(Cli.run("predict", place, "--input", given, "--output", "knid").err())
        .isEqualTo(
            "lamina: There is no output \"knid\"; did you mean kind? There are kind, mirror.\n");
    for (String second : List.of("mirror", all.toString())) {
      assertThat(
              Cli.run("predict", "none", "--input", given, "--output", "kind", "--output", second)
                  .err())
          .isEqualTo(
              "lamina: --output NAME prints one output and writes none, but got kind, %s; give one name, or files that end in .npy or .npz.\n"
                  .formatted(second));
    }
  }

  private static void assertNear(Values given, Map<String, float[][]> expected, String name) {
    float[][] rows = Objects.requireNonNull(expected.get(name));
    for (int i = 0; i < rows.length; i++) {
      assertThat(given.rows()[i]).containsExactly(rows[i], within(1e-4f));
    }
  }

  @Test
  void needsNoNamesOfASingleInputAndOutput() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(KERAS.resolve("chain.json").toFile());
    float[][] x = new float[3][4];
    for (int i = 0; i < 12; i++) {
      x[i / 4][i % 4] = (float) golden.path("input").path("data").path(i).asDouble();
    }
    Path npy = folder.resolve("x.npy");
    Path answers = folder.resolve("answers.npy");
    Numpy.write(npy, Values.of(x));
    String model = KERAS.resolve("chain.keras").toString();

    Cli predict =
        Cli.run("predict", model, "--input", npy.toString(), "--output", answers.toString());

    assertThat(predict.err()).isEmpty();
    float[] all = Numpy.read(answers).flat(float[].class);
    for (int i = 0; i < all.length; i++) {
      assertThat((double) all[i])
          .isCloseTo(golden.path("output").path("data").path(i).asDouble(), within(1e-5));
    }
    assertThat(Cli.run("predict", model, "--input", npy.toString(), "--json").out().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("{\"example\":"));
  }

  @Test
  void saysWhatIsWrongWithFiles() throws IOException {
    String picture = write("digit.png", DigitPictures.enlarged(TEST.get(0).x(), 1));
    Path csv = Files.writeString(folder.resolve("x.csv"), "1,2");

    assertThat(Cli.run("predict", saved, picture, csv.toString()).err())
        .isEqualTo(
            "lamina: %s is no picture; give pictures, or a single CSV file.\n".formatted(csv));
    assertThat(Cli.run("predict", saved, folder.toString()).err())
        .startsWith("lamina: %s cannot be read (".formatted(folder));
    assertThat(Cli.run("predict", KERAS.resolve("chain.keras").toString(), picture).err())
        .isEqualTo(
            "lamina: The network takes [4] per example, which is no picture; give a CSV file.\n");
    assertThat(Cli.run("predict", csv.toString(), picture).err())
        .isEqualTo(
            "lamina: %s is no model; give a folder that a model was saved or exported to, or a .keras file.\n"
                .formatted(csv));
    assertThat(Cli.run("predict", folder.toString(), picture).err())
        .startsWith("lamina: There is no checkpoint in " + folder);
  }

  /** What begins as the files of other libraries do. */
  @ParameterizedTest
  @CsvSource({
    "old.pt, 80028a0a, safetensors.torch.save_file(model.state_dict()",
    "model.h5, 894844460d0a1a0a, keras.models.load_model(path).save(",
    "model.weights.h5, 894844460d0a1a0a, weights alone",
    "model.onnx, 00, model.export(folder)",
    "model.tflite, 00, model.export(folder)"
  })
  void saysWhatFilesOfOtherLibrariesAre(String name, String start, String advice)
      throws IOException {
    Path file = Files.write(folder.resolve(name), HexFormat.of().parseHex(start));
    for (String command : List.of("predict", "export", "evaluate")) {
      String[] arguments = {command, file.toString()};
      String[] exporting = {command, file.toString(), "-o", folder.resolve("out").toString()};
      assertThat(Cli.run(command.equals("export") ? exporting : arguments).err())
          .startsWith("lamina: " + file + " is ")
          .contains(advice);
    }
  }

  @Test
  void saysWhatElseTakesFilesOfOtherLibraries() throws IOException {
    Path archive = folder.resolve("state.pth");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("state/data.pkl"));
    }

    assertThat(Cli.run("predict", archive.toString()).err()).contains("a file of torch.save");
    String keras = KERAS.resolve("chain.keras").toString();
    assertThat(Cli.run("evaluate", keras).err())
        .startsWith("lamina: " + keras + " is a model of Keras; KerasFile.read(path) reads it");
    assertThatThrownBy(() -> Safetensors.read(archive))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("safetensors.torch.save_file");
  }

  private String write(String name, BufferedImage image) throws IOException {
    return DigitPictures.write(folder.resolve(name), image).toString();
  }
}
