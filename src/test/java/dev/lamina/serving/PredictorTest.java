package dev.lamina.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.DataException;
import dev.lamina.data.ValueType;
import dev.lamina.data.Values;
import dev.lamina.engine.Device;
import dev.lamina.engine.DeviceException;
import dev.lamina.layer.ShapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

/** Calls of SavedModels that Keras and TensorFlow in Python wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredictorTest {
  private static final String STRINGS =
      "strings(glue: string [], parts: string [?, 2]) -> (joined: string [?], length: int32 [?, 2])";

  private final Predictor module = Predictor.load(ForeignModels.folder("module"));

  @AfterAll
  void close() {
    module.close();
  }

  static List<ForeignModels.Call> calls() throws IOException {
    return ForeignModels.calls();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void answersAsInPython(ForeignModels.Call call) {
    try (Predictor predictor = Predictor.load(call.model())) {
      Map<String, Values> outputs = predictor.call(call.signature(), call.inputs());

      assertThat(outputs).containsOnlyKeys(call.outputs().keySet());
      call.outputs().forEach((name, expected) -> assertNear(get(outputs, name), expected));
    }
  }

  private static Values get(Map<String, Values> values, String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  private static void assertNear(Values given, Values expected) {
    if (expected.type() != ValueType.FLOAT32) {
      assertThat(given).isEqualTo(expected);
      return;
    }
    assertThat(given).hasToString(expected.toString());
    assertThat(given.flat(float[].class))
        .containsExactly(expected.flat(float[].class), within(1e-6f));
  }

  @Test
  void listsTheSignatures() {
    assertThat(module.toString().lines())
        .containsExactly(
            "any_rank(x: float32 any) -> (same: float32 any, sum: float32 [])",
            "booleans(x: bool [?], y: bool []) -> (both: bool [?])",
            "bytes(image: uint8 [?, 2, 2, 3]) -> (bright: bool [?, 2, 2, 3], inverse: uint8 [?, 2, 2, 3])",
            "constant() -> (scale: float32 [])",
            "doubles(x: float64 []) -> (y: float64 [])",
            "floats(x: float32 [?, 2]) -> (y: float32 [?, 2])",
            "halves(x: half [?]) -> (y: half [?])",
            "ints(x: int32 [?, 3], y: int32 [3]) -> (largest: int32 [], sum: int32 [?, 3])",
            "longs(x: int64 [2, ?, 2]) -> (y: int64 [2, ?, 2])",
            STRINGS);
  }

  @Test
  void answersAWrongNameOfASignatureWithThoseThereAre() {
    assertThatThrownBy(() -> module.call("float", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("There is no signature \"float\"; did you mean floats? There are")
        .hasMessageContaining(STRINGS);
  }

  @Test
  void answersAWrongNameOfAnInputWithTheSignature() {
    assertThatThrownBy(() -> module.call("strings", Map.of("part", Values.of("a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "strings takes the inputs [glue, parts], but got [part]; the signature is " + STRINGS);
  }

  @Test
  void answersAWrongTypeWithTheSignature() {
    assertThatThrownBy(
            () ->
                module.call(
                    "strings",
                    Map.of("glue", Values.of(1), "parts", Values.of(new String[][] {{"", ""}}))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("strings takes glue: string [], but got int32 []; the signature is " + STRINGS);
  }

  @Test
  void answersAWrongShapeWithTheSignature() {
    assertThatThrownBy(() -> module.call("floats", Map.of("x", Values.of(new float[2][3]))))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "floats takes x: float32 [?, 2], but got float32 [2, 3]; the signature is floats(x: float32 [?, 2]) -> (y: float32 [?, 2])");
    assertThatThrownBy(() -> module.call("floats", Map.of("x", Values.of(new float[2]))))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> module.call("doubles", Map.of("x", Values.of(new double[1]))))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void takesAndGivesHalfNumbersAsFloats() {
    assertThat(module.call("halves", Map.of("x", Values.of(new float[] {0.5f, 2}))))
        .containsExactly(Map.entry("y", Values.of(new float[] {1.5f, 3})));
    try (Predictor half = types("half")) {
      assertThat(half.predict(0.5f, -2)).containsExactly(0.5f, -2);
      assertThat(half.predict(new float[][] {{1, 0.1f}})[0]).containsExactly(1, 0.099975586f);
    }
  }

  @Test
  void addsNoNodeWhoseNameIsThere(@TempDir Path folder) throws IOException {
    byte[] file = Files.readAllBytes(ForeignModels.folder("types").resolve("saved_model.pb"));
    SavedModel.Builder model = SavedModel.parseFrom(file).toBuilder();
    model
        .getMetaGraphsBuilder(0)
        .getGraphDefBuilder()
        .addNode(NodeDef.newBuilder().setName("lamina/Cast").setOp("NoOp"))
        .addNode(NodeDef.newBuilder().setName("lamina_").setOp("NoOp"));
    Files.write(folder.resolve("saved_model.pb"), model.build().toByteArray());
    try (Predictor half = Predictor.load(folder, Loading.standard().signature("half"))) {
      assertThat(half.predict(0.5f, -2)).containsExactly(0.5f, -2);
    }
  }

  @Test
  void givesOtherTypesInOnesThatHoldThemAndLeavesOutThoseWithoutSuch() {
    try (Predictor types = types("numbers")) {
      Values x = Values.of(new float[] {3, -100});
      Map<String, Values> answers = types.call("numbers", Map.of("x", x));

      assertThat(answers)
          .containsOnlyKeys("bfloat16", "float16", "int16", "int8", "uint16", "uint32", "y")
          .containsEntry("float16", x)
          .containsEntry("bfloat16", x)
          .containsEntry("int8", Values.of(new int[] {3, -100}))
          .containsEntry("int16", Values.of(new int[] {3, -100}))
          .containsEntry("uint16", Values.of(new int[] {3, 100}))
          .containsEntry("uint32", Values.of(new long[] {3, 100}));
      assertThatThrownBy(() -> types.call("complex", Map.of("x", x)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("complex gives (y: complex64 [?]), types that Lamina does not");
    }
    try (Predictor types =
        Predictor.load(
            ForeignModels.folder("types"), Loading.standard().signature("numbers").output("y"))) {
      assertThat(types.predictAll(Map.of("x", Values.of(new float[] {1, 2})))).containsKey("y");
    }
  }

  @Test
  void passesStringsOfAnyBytes() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (Predictor types = types("bytes")) {
      Values strings = Values.ofBytes(all, new byte[0], new byte[] {0, -1});
      Map<String, Values> answers = types.call("bytes", Map.of("x", strings));

      assertThat(get(answers, "same")).isEqualTo(strings);
      assertThat(get(answers, "same").bytes()).isDeepEqualTo(strings.bytes());
      assertThat(get(answers, "length").flat(int[].class)).containsExactly(256, 0, 2);
      assertThatThrownBy(() -> get(answers, "same").flat(String[].class))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A string of 256 bytes is no text in UTF-8; take it by bytes().");
      Values pixels = Values.of(new byte[] {0, 100, (byte) 200, (byte) 255}).reshape(2, 2, 1);
      Values png = get(types.call("encode", Map.of("pixels", pixels)), "png");
      assertThat(png).hasToString("string []");
      assertThat(types.call("decode", Map.of("png", png)))
          .containsExactly(Map.entry("pixels", pixels));
      assertThatThrownBy(() -> types.call("decode", Map.of("png", Values.of(all))))
          .hasMessageStartingWith(
              "decode takes png: string [], but got uint8 [256]; Values.ofBytes makes a string of");
    }
  }

  /** tf.train.Example(features={"x": [1.5, -2]}), serialized. */
  @Test
  void takesSerializedExamples() {
    byte[] example = HexFormat.of().parseHex("0a130a110a0178120c120a0a080000c03f000000c0");
    try (Predictor types = types("parse")) {
      assertThat(types.call("parse", Map.of("examples", Values.ofBytes(example))))
          .containsExactly(Map.entry("x", Values.of(new float[][] {{1.5f, -2}})));
    }
  }

  private static Predictor types(String signature) {
    return Predictor.load(ForeignModels.folder("types"), Loading.standard().signature(signature));
  }

  @Test
  void takesEmptyBatches() {
    Values y = module.call("floats", Map.of("x", Values.of(new float[0]).reshape(0, 2))).get("y");

    assertThat(y).hasToString("float32 [0, 2]");
  }

  @Test
  void predictsNamedRowsOfNamedRows() throws IOException {
    ForeignModels.Call call = calls().get(0);
    Map<String, float[][]> inputs = new HashMap<>();
    call.inputs().forEach((name, values) -> inputs.put(name, repeated(values.rows(), 300)));
    try (Predictor predictor = Predictor.load(call.model())) {
      Map<String, float[][]> outputs = predictor.predict(inputs);

      assertThat(outputs).containsOnlyKeys("output_0");
      float[][] rows = Objects.requireNonNull(outputs.get("output_0"));
      float[][] expected = repeated(get(call.outputs(), "output_0").rows(), 300);
      assertThat(rows).hasNumberOfRows(600);
      for (int i = 0; i < rows.length; i++) {
        assertThat(rows[i]).containsExactly(expected[i], within(1e-6f));
      }
      assertThatThrownBy(() -> predictor.predict(Map.of("image", rows)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("predict takes the inputs [extra, image], but got [image]; the");
      assertThatThrownBy(() -> predictor.predict(Map.of("image", rows, "extra", new float[1][2])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "all parts need equally many examples, but there are 1 of extra, 600 of image");
      assertThatThrownBy(() -> predictor.predict(Map.of("image", rows, "extra", rows)))
          .isInstanceOf(ShapeException.class)
          .hasMessageStartingWith("An example has 2 numbers in extra, but got 3; the signature is");
    }
    assertThatThrownBy(() -> module.predict(Map.of("x", new float[1][1])))
        .isInstanceOf(IllegalStateException.class);
  }

  private static float[][] repeated(float[][] rows, int times) {
    float[][] all = new float[rows.length * times][];
    Arrays.setAll(all, i -> rows[i % rows.length]);
    return all;
  }

  @Test
  void predictsByASignatureThatMakesFloatsOfFloats() {
    try (Predictor predictor =
        Predictor.load(ForeignModels.folder("module"), Loading.standard().signature("floats"))) {
      assertThat(predictor.predict(1, 2.5f)).containsExactly(2, 5);
      assertThat(predictor.predict(new float[][] {{1, 2}, {3, 4}}))
          .isDeepEqualTo(new float[][] {{2, 4}, {6, 8}});
      assertThat(predictor.predict(new float[0][])).isEmpty();
      assertThatThrownBy(() -> predictor.predict(1, 2, 3))
          .isInstanceOf(ShapeException.class)
          .hasMessage(
              "An example has 2 numbers, but got 3; the signature is floats(x: float32 [?, 2]) -> (y: float32 [?, 2])");
      assertThatThrownBy(() -> predictor.predict(new float[][] {{1, 2}, {3}}))
          .isInstanceOf(ShapeException.class);
    }
  }

  @Test
  void predictsWithAModelOfKeras() throws IOException {
    ForeignModels.Call call =
        ForeignModels.calls().stream()
            .filter(each -> each.model().endsWith("sequential"))
            .findFirst()
            .orElseThrow();
    float[][] x = call.inputs().values().iterator().next().array(float[][].class);
    float[][] y = get(call.outputs(), "output_0").array(float[][].class);
    try (Predictor predictor = Predictor.load(call.model())) {
      for (int i = 0; i < x.length; i++) {
        assertThat(predictor.predict(x[i])).containsExactly(y[i], within(1e-6f));
      }
    }
  }

  @Test
  void namesTheNumberThatCannotBeTaken() throws IOException {
    try (Predictor predictor =
        Predictor.load(ForeignModels.folder("module"), Loading.standard().signature("floats"))) {
      assertNot(
          "NaN at position 1, but only finite numbers", () -> predictor.predict(1, Float.NaN));
      float[][] rows = {{1, 2}, {Float.NEGATIVE_INFINITY, 1}};
      assertNot("-Infinity at position 0", () -> predictor.predict(rows));
      assertNot("-Infinity at position 0", () -> predictor.predict(Map.of("x", rows)));
    }
    try (Predictor predictor =
        Predictor.load(ForeignModels.folder("module"), Loading.standard().signature("bytes"))) {
      float[][] rows = new float[2][12];
      for (float bad : new float[] {0.5f, -1, 256, Float.NaN}) {
        rows[1][7] = bad;
        assertNot(
            "%s at position 7, but only whole numbers that uint8 holds".formatted(bad),
            () -> predictor.predict(Map.of("image", rows)));
      }
      rows[1][7] = 200;
      assertThat(predictor.predict(Map.of("image", rows)).get("inverse"))
          .isDeepEqualTo(inverses(rows));
    }
  }

  private static float[][] inverses(float[][] rows) {
    float[][] inverses = new float[rows.length][rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        inverses[i][j] = 255 - rows[i][j];
      }
    }
    return inverses;
  }

  private static void assertNot(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessageContaining(message);
  }

  @Test
  void predictSaysWhatItNeeds() {
    assertThatThrownBy(() -> module.predict(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("predict wants the signature \"serving_default\", but there are [")
        .hasMessageContaining(STRINGS);
    assertPredictIsRefused("ints", "has one input, but there is ints(");
    assertPredictIsRefused("bytes", "takes float32 in a shape whose first size alone may be");
    assertPredictIsRefused("any_rank", "takes float32 in a shape whose first size alone may be");
  }

  private static void assertPredictIsRefused(String signature, String message) {
    try (Predictor predictor =
        Predictor.load(ForeignModels.folder("module"), Loading.standard().signature(signature))) {
      assertThatThrownBy(() -> predictor.predict(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("predict needs a signature that " + message);
    }
  }

  @Test
  void refusesADeviceThatIsNotThere() {
    assertThatThrownBy(
            () ->
                Predictor.load(
                    ForeignModels.folder("module"),
                    Loading.standard().device(Device.parse("/GPU:7"))))
        .isInstanceOf(DeviceException.class);
  }
}
