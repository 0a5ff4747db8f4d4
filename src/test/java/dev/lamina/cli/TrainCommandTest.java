package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.data.Csv;
import dev.lamina.data.Numpy;
import dev.lamina.data.Table;
import dev.lamina.data.Values;
import dev.lamina.serving.Predictor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that train, evaluate and predict, on real MNIST. */
@Tag("trains")
class TrainCommandTest {
  private static final String SPEC =
      """
      {
        "inputShape": [28, 28],
        "layers": [
          {"type": "Flatten"},
          {"type": "Dense", "units": 8, "activation": "relu"},
          {"type": "Dense", "units": 1, "activation": "sigmoid"}
        ],
        "optimizer": {"type": "Adam", "learningRate": 0.01},
        "loss": {"type": "BinaryCrossentropy"},
        "metrics": [{"type": "BinaryAccuracy"}]
      }
      """;

  @TempDir private Path folder;
  private String spec = "";
  private String model = "";

  @BeforeEach
  void writeTheSpec() throws IOException {
    spec = Files.writeString(folder.resolve("spec.json"), SPEC).toString();
    model = folder.resolve("model").toString();
  }

  @Test
  void writesAPage() {
    Path page = folder.resolve("page.html");

    Cli train =
        Cli.run("train", spec, "--labels", "0,1", "--epochs", "1", "--report", page.toString());

    assertThat(train.code()).isZero();
    assertThat(train.out()).endsWith("report: " + page + "\n");
    assertThat(page)
        .content()
        .contains("<h1>Report of a training</h1>", "lamina train " + spec)
        .contains("<caption>Test examples: ", "What training changed: 8 of 8 nodes");
    assertThat(folder).isDirectoryNotContaining("glob:**/charts");
  }

  /** Tried before anything is read, let alone trained: there is no such data. */
  @ParameterizedTest
  @ValueSource(strings = {"--save", "--checkpoint", "--report", "--csv", "--tensorboard"})
  void triesThePlacesOfWhatItWillWriteFirst(String option) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/nowhere/x"));
    Path file = Files.createFile(folder.resolve("file"));
    for (String place :
        List.of(
            link.toString(),
            link.resolve("below").toString(),
            file.resolve("below").toString(),
            folder.resolve("x".repeat(300)).toString(),
            folder.resolve("new/" + "x".repeat(300)).toString(),
            folder.resolve("y/".repeat(2500)).toString(),
            "/proc/x",
            "")) {
      Cli train = Cli.run("train", spec, option, place, "--data", "none");

      assertThat(train.code()).as(place).isEqualTo(place.isEmpty() ? 2 : 1);
      assertThat(train.err()).as(place).startsWith("lamina: ").doesNotContain("no data");
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(link, file, Path.of(spec));
    }
  }

  @Test
  void keepsWhatItLearnedWhenAFolderVanishes() throws Exception {
    Path logs = folder.resolve("logs");
    Path csv = logs.resolve("log.csv");
    CompletableFuture<Void> vanishing =
        CompletableFuture.runAsync(
            () -> {
              while (csv.toFile().length() < 100) {
                Thread.onSpinWait();
              }
              assertThat(csv.toFile().delete() && logs.toFile().delete()).isTrue();
            });

    Cli train =
        Cli.run(
            "train",
            spec,
            "--labels",
            "0,1",
            "--epochs",
            "100000",
            "--batch",
            "4096",
            "--csv",
            csv.toString(),
            "--save",
            model);

    vanishing.join();
    assertThat(train.code()).isEqualTo(1);
    assertThat(train.err())
        .contains("The log %s cannot be written".formatted(csv))
        .endsWith(" What was learned is in %s.\n".formatted(model));
    assertThat(Cli.run("summary", model).code()).isZero();
  }

  @Test
  void trainsSavesEvaluatesAndPredicts() throws IOException {
    Path csv = folder.resolve("log.csv");
    Cli train =
        Cli.run(
            "train",
            spec,
            "--labels",
            "0,1",
            "--epochs",
            "2",
            "--batch",
            "64",
            "--validation-split",
            "0.1",
            "--csv",
            csv.toString(),
            "--save",
            model);

    assertThat(train.err()).isEmpty();
    assertThat(train.code()).isZero();
    assertThat(train.out())
        .contains("3  dense(1) sigmoid  [1]")
        .contains("12,665 examples to train on, 2,115 to test with, on /CPU:0")
        .containsPattern("(?m)^epoch 2: loss \\S+, binaryAccuracy \\S+, val_loss \\S+, val_binary")
        .containsPattern("(?m)^test: loss \\S+, binaryAccuracy 0\\.99")
        .contains("saved: " + model);
    assertThat(Files.readAllLines(csv)).hasSize(3);

    Cli evaluate = Cli.run("evaluate", model, "--labels", "0,1", "--confusion");
    assertThat(evaluate.code()).isZero();
    assertThat(evaluate.out()).startsWith("2115 examples: loss ").contains("accuracy 0.99");
    assertThat(evaluate.out().lines().findFirst().orElseThrow())
        .endsWith(testLine(train).substring("test: ".length()));

    Cli predict = Cli.run("predict", model, "--labels", "0,1", "--first", "2");
    assertThat(predict.code()).isZero();
    assertThat(predict.out().lines())
        .hasSize(2)
        .allMatch(line -> line.matches("\\d: class [01], \\S+"));
  }

  private static String testLine(Cli train) {
    return train.out().lines().filter(line -> line.startsWith("test: ")).findFirst().orElseThrow();
  }

  @Test
  void predictsTheExamplesOfAFile() throws IOException {
    Cli.run("train", spec, "--labels", "0,1", "--epochs", "1", "--batch", "2048", "--save", model);
    String black = String.join(",", Collections.nCopies(784, "0"));
    Path file = Files.write(folder.resolve("x.csv"), List.of(black, black));

    Cli predict = Cli.run("predict", model, file.toString(), "--json");

    assertThat(predict.out().lines())
        .hasSize(2)
        .allMatch(line -> line.matches("\\{\"example\":\\d,\"output\":\\[\\S+]}"));
  }

  @Test
  void namesTheLineThatIsNoExample() throws IOException {
    Cli.run("train", spec, "--labels", "0,1", "--epochs", "1", "--batch", "2048", "--save", model);
    Path file = Files.write(folder.resolve("x.csv"), List.of("1,2,3"));

    Cli predict = Cli.run("predict", model, file.toString());

    assertThat(predict.code()).isEqualTo(1);
    assertThat(predict.err())
        .isEqualTo(
            "lamina: %s, line 1 has 3 values, but the network takes 784; give one example in each line.\n"
                .formatted(file));
  }

  @Test
  void writesForTensorBoardAndServesALivePage() {
    Path events = folder.resolve("events");

    Cli train =
        Cli.run(
            "train",
            "--live",
            "0",
            spec,
            "--labels",
            "0,1",
            "--epochs",
            "1",
            "--batch",
            "2048",
            "--tensorboard",
            events.toString());

    assertThat(train.code()).isZero();
    assertThat(train.err()).matches("live: http://127\\.0\\.0\\.1:\\d+/\n");
    assertThat(events.resolve("train")).isNotEmptyDirectory();
  }

  /** The word behind the option is its port only if it is a number. */
  @Test
  void takesTheSpecBehindAnOptionWithoutPort() {
    assertThat(Cli.run("train", "--live", "none.json").err()).contains("none.json");
    assertThat(Cli.run("train", "--live=70000", spec, "--labels", "0,1").err())
        .contains("A port is from 1 to 65535, or 0 for any that is free, but got 70000.");
  }

  @Test
  void refusesToSaveOrReportWhereALinkLeadsNowhereBeforeItTrains() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("none/model"));

    for (String option : List.of("--save", "--checkpoint", "--report")) {
      Cli train = Cli.run("train", spec, "--labels", "0,1", option, link.toString());

      assertThat(train.err()).startsWith("lamina: ").contains(link.toString());
      assertThat(train.code()).isEqualTo(1);
      assertThat(train.out()).doesNotContain("epoch", "test:");
    }
  }

  @Test
  void namesTheNearestRightOption() throws IOException {
    Files.writeString(Path.of(spec), SPEC.replace("\"units\": 8", "\"unit\": 8"));

    Cli summary = Cli.run("summary", spec);

    assertThat(summary.code()).isEqualTo(1);
    assertThat(summary.err())
        .contains("layers[1]: there is no option \"unit\" of Dense; did you mean \"units\"?");
  }

  @Test
  void printsTheLayers() {
    Cli summary = Cli.run("summary", spec);

    assertThat(summary.code()).isZero();
    assertThat(summary.out()).contains("2 layers (1 hidden), 9 nodes, 6,289 parameters");
  }

  @Test
  void saysThatThereIsNoSuchFileModelOrData() {
    assertThat(Cli.run("train", folder.resolve("none.json").toString()).err())
        .contains("none.json")
        .contains("there is no such file");
    assertThat(Cli.run("evaluate", model).err()).contains("There is no checkpoint in " + model);
    assertThat(Cli.run("train", spec, "--data", "cifar").err())
        .contains("There is no data \"cifar\"; give mnist, a folder");
  }

  @Test
  void refusesLabelsThatTheLossCannotTake() {
    Cli train = Cli.run("train", spec, "--epochs", "1");

    assertThat(train.code()).isEqualTo(1);
    assertThat(train.err()).contains("only probabilities from 0 to 1 will do");
  }

  private static String[] with(String[] given, String... more) {
    return Stream.concat(Stream.of(given), Stream.of(more)).toArray(String[]::new);
  }

  private Cli trainOnPenguins(int inputs, int classes, String... options) throws IOException {
    String penguins =
        """
        {
          "inputShape": [%s],
          "layers": [
            {"type": "Dense", "units": 16, "activation": "relu"},
            {"type": "Dense", "units": %s, "activation": "softmax"}
          ],
          "optimizer": {"type": "Adam", "learningRate": 0.01},
          "loss": {"type": "SparseCategoricalCrossentropy"},
          "metrics": [{"type": "SparseCategoricalAccuracy"}],
          "seed": 1
        }
        """
            .formatted(inputs, classes);
    Files.writeString(Path.of(spec), penguins);
    String[] given = {"train", spec, "--data", "datasets/penguins.csv", "--missing", "."};
    return Cli.run(with(given, options));
  }

  @Test
  void trainsOnATableSavesEvaluatesAndExports() throws IOException {
    String export = folder.resolve("export").toString();

    Cli train =
        trainOnPenguins(
            11,
            3,
            "--target",
            "species",
            "--epochs",
            "20",
            "--save",
            model,
            "--report",
            folder.resolve("page.html").toString());

    assertThat(train.err()).isEmpty();
    assertThat(train.code()).isZero();
    assertThat(train.out())
        .contains("275 examples to train on, 69 to test with, on /CPU:0")
        .containsPattern("(?m)^test: loss \\S+, sparseCategoricalAccuracy (1|0\\.9)")
        .contains("saved: " + model);
    Cli evaluate = Cli.run("evaluate", model, "--data", "datasets/penguins.csv", "--missing", ".");
    assertThat(evaluate.out()).startsWith("344 examples: loss ");
    assertThat(Cli.run("evaluate", model).err())
        .contains(model + " is a model of a table; name one by --data");
    assertThat(Cli.run("export", model, "-o", export, "--bytes").err())
        .contains("leave out --bytes and --labels");
    assertThat(Cli.run("export", model, "-o", export, "--keras").err())
        .contains("leave out --keras");
    assertThat(Cli.run("export", model, "-o", export).out()).contains("island", "bill_length_mm");
    predictsForRows(model, export);
    try (Predictor predictor = Predictor.load(Path.of(export))) {
      Table rows = Csv.read(Path.of("datasets/penguins.csv")).rows(0, 1);
      assertThat(
              Objects.requireNonNull(predictor.predictAll(rows).get("label")).flat(String[].class))
          .containsExactly("Adelie");
    }
  }

  private void predictsForRows(String... places) throws IOException {
    String names = "island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex\n";
    Path rows = Files.writeString(folder.resolve("rows.csv"), names);
    String data = rows.toString();
    assertThat(Cli.run("predict", places[0], "--data", data).err())
        .contains(data + " has no rows below its first line.");
    Files.writeString(
        rows, names + "Torgersen,39.1,18.7,181,3750,MALE\nBiscoe,46.1,13.2,211,.,.\n");
    for (String place : places) {
      assertThat(Cli.run("predict", place, "--data", data, "--missing", ".").out())
          .matches("0: class Adelie, [01]\\.\\d+\n1: class Gentoo, [01]\\.\\d+\n");
      assertThat(Cli.run("predict", place).err()).contains(" is a model of a table; name one");
    }
    assertThat(Cli.run("predict", places[0], "3.png", "--data", data).err())
        .contains("There is a table by --data, and files or --input; give one or the other.");
    assertThat(Cli.run("predict", "models/mlp", "--data", data).err())
        .contains("There is no column \"input\"");
  }

  @Test
  void predictsNumbersInTheirOwnScale() throws IOException {
    Files.writeString(
        Path.of(spec),
        """
        {
          "inputShape": [1],
          "layers": [{"type": "Dense", "units": 1}],
          "optimizer": {"type": "Adam", "learningRate": 0.1},
          "loss": {"type": "MeanSquaredError"},
          "seed": 1
        }
        """);
    Path rows = folder.resolve("rows.csv");
    Files.writeString(rows, "x,y\n1,1000\n2,2000\n3,3000\n4,4000\n5,5000\n");
    String data = rows.toString();
    Cli.run("train", spec, "--data", data, "--target", "y", "--epochs", "200", "--save", model);
    Files.writeString(rows, "x\n4\n");

    assertThat(Cli.run("predict", model, "--data", data).out())
        .matches("0: (39|40)\\d\\d\\.\\d+\n");
  }

  /** As the README has it. */
  @Test
  void trainsOnTexts() throws IOException {
    String mails = "datasets/mails.csv";
    String[] given = {"train", "models/mails.json", "--data", mails, "--target", "kind"};

    Cli train = Cli.run(with(given, "--text", "text", "--save", model));

    assertThat(train.err()).isEmpty();
    assertThat(train.out())
        .containsPattern("(?m)^test: loss \\S+, sparseCategoricalAccuracy 0\\.9");
    Path rows = Files.writeString(folder.resolve("rows.csv"), "text\nyou won money! click here\n");
    assertThat(Cli.run("predict", model, "--data", rows.toString()).out())
        .startsWith("0: class spam, ");
    assertThat(Cli.run(with(given, "--text", "txt")).err())
        .contains("There is no column \"txt\"; did you mean text?");
    assertThat(Cli.run("train", "models/mails.json", "--text", "text").err())
        .contains(
            "give a table --target alone or with --text, and other data no --target or --text.");
  }

  @Test
  void takesAsManyWordsAsTheNetworkHasInputs() throws IOException {
    trainOnPenguins(300, 2);

    Cli train =
        Cli.run(
            "train", spec, "--data", "datasets/mails.csv", "--text", "text", "--target", "kind");

    assertThat(train.err()).isEmpty();
    assertThat(train.out())
        .containsPattern("(?m)^test: loss \\S+, sparseCategoricalAccuracy 0\\.[89]");
  }

  /** As the README has it. */
  @Test
  void trainsTheSpecOfThePenguins() {
    Cli train =
        Cli.run(
            "train",
            "models/penguins.json",
            "--data",
            "datasets/penguins.csv",
            "--missing",
            ".",
            "--target",
            "species");

    assertThat(train.err()).isEmpty();
    assertThat(train.out())
        .contains("275 examples to train on, 69 to test with")
        .containsPattern("(?m)^test: loss \\S+, sparseCategoricalAccuracy (0\\.9|1)");
  }

  @Test
  void saysWhatASpecNeedsForATable() throws IOException {
    assertThat(trainOnPenguins(4, 3, "--target", "species").err())
        .contains("The columns give x [11], but the network takes ")
        .contains(" [4]; ")
        .contains("in a spec with \"inputShape\": [11]");
    assertThat(trainOnPenguins(11, 2, "--target", "species").err())
        .contains(
            "There are 3 classes to predict of column \"species\", but the network gives [2]; end it with dense(3), in a spec with \"units\": 3.");
    assertThat(trainOnPenguins(11, 3).err()).contains("give a table --target alone");
    assertThat(trainOnPenguins(11, 3, "--target", "spezies").err())
        .contains("did you mean", "species");
    assertThat(Cli.run("train", spec, "--target", "species").err())
        .contains("other data no --target");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_train"})
  void trainsOnNumpysArraysAndEvaluates(String suffix) throws IOException {
    float[] x = new float[40 * 784];
    float[] y = new float[40];
    for (int i = 0; i < 40; i++) {
      Arrays.fill(x, i * 784, (i + 1) * 784, i % 2);
      y[i] = i % 2;
    }
    Values images = Values.of(x).reshape(40, 784);
    Map<String, Values> all =
        new HashMap<>(Map.of("x" + suffix, images, "y" + suffix, Values.of(y)));
    if (!suffix.isEmpty()) {
      all.putAll(Map.of("x_test", images, "y_test", Values.of(y)));
    }
    String data = folder.resolve("all.npz").toString();
    Numpy.write(Path.of(data), all);

    Cli train = Cli.run("train", spec, "--data", data, "--epochs", "3", "--save", model);

    assertThat(train.err()).isEmpty();
    assertThat(train.out())
        .contains(
            suffix.isEmpty()
                ? "32 examples to train on, 8 to test with"
                : "40 examples to train on, 40 to test");
    assertThat(Cli.run("evaluate", model, "--data", data).out()).startsWith("40 examples: loss ");
    Numpy.write(Path.of(data), Map.of("x", images, "answers", Values.of(y)));
    assertThat(Cli.run("train", spec, "--data", data).err())
        .contains("has the arrays answers, x, but none that is named dense_1")
        .contains("an only output y");
  }

  @Test
  void trainsOnAFolderOfPictures() throws IOException {
    Path pictures = folder.resolve("pictures");
    for (int i = 0; i < 20; i++) {
      BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
      picture.getGraphics().fillRect(i % 2 == 0 ? 0 : 4, i % 5, 4, 4);
      Path kind = Files.createDirectories(pictures.resolve(i % 2 == 0 ? "left" : "right"));
      ImageIO.write(picture, "png", kind.resolve(i + ".png").toFile());
    }
    String data = pictures.toString();

    Cli train =
        Cli.run(
            "train",
            spec,
            "--data",
            data,
            "--epochs",
            "20",
            "--batch",
            "4",
            "--validation-split",
            "0.2",
            "--save",
            model);

    assertThat(train.err()).isEmpty();
    assertThat(train.out())
        .contains("16 examples to train on, 4 to test with")
        .containsPattern("(?m)^test: loss \\S+, binaryAccuracy 1\\.0000");
    assertThat(Cli.run("evaluate", model, "--data", data).out())
        .startsWith("20 examples: loss ")
        .contains("binaryAccuracy 1.0000");
    Path export = folder.resolve("pictures-export");
    assertThat(Cli.run("export", model, "-o", export.toString()).err()).isEmpty();
    assertThat(export.resolve("assets/labels.txt")).hasContent("left\nright\n");
    Files.writeString(Path.of(spec), SPEC.replace("\"units\": 1", "\"units\": 3"));
    assertThat(Cli.run("train", spec, "--data", data).err())
        .contains("There are 2 classes to predict of the pictures, but the network gives [3];");
  }
}
