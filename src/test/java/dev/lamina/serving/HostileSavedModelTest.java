package dev.lamina.serving;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.lamina.io.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** SavedModels that would end the process, or do more than reckon. */
class HostileSavedModelTest {
  @TempDir private Path folder;

  /** A SavedModel with something else in its graph. */
  private Path changed(String model, Consumer<MetaGraphDef.Builder> change) throws IOException {
    Path original = ForeignModels.folder(model);
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.filter(each -> !each.equals(original)).toList()) {
        Files.copy(file, folder.resolve(original.relativize(file).toString()));
      }
    }
    Path file = folder.resolve("saved_model.pb");
    SavedModel.Builder saved = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
    change.accept(saved.getMetaGraphsBuilder(0));
    Files.write(file, saved.build().toByteArray());
    return folder;
  }

  private static Consumer<MetaGraphDef.Builder> with(NodeDef.Builder node) {
    return graph -> graph.getGraphDefBuilder().addNode(node);
  }

  private static NodeDef.Builder node(String op, String... inputs) {
    return NodeDef.newBuilder().setName("evil").setOp(op).addAllInput(List.of(inputs));
  }

  private static AttrValue number(long number) {
    return AttrValue.newBuilder().setI(number).build();
  }

  private static TensorShapeProto shape(long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return shape.build();
  }

  private static NodeDef.Builder constant(int bytes, long... sizes) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_INT32)
            .setTensorShape(shape(sizes))
            .setTensorContent(ByteString.copyFrom(new byte[bytes]));
    return node("Const")
        .putAttr("dtype", AttrValue.newBuilder().setType(DataType.DT_INT32).build())
        .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build());
  }

  private static void callsItself(MetaGraphDef.Builder graph) {
    graph
        .getGraphDefBuilder()
        .getLibraryBuilder()
        .addFunction(
            FunctionDef.newBuilder()
                .setSignature(OpDef.newBuilder().setName("again"))
                .addNodeDef(node("again")));
  }

  static Stream<Arguments> damaged() {
    return Stream.of(
        damage("a size that overflows", with(constant(16, 4, Long.MAX_VALUE / 2))),
        damage("more numbers than bytes", with(constant(16, 1 << 20))),
        damage("numbers for ever", with(constant(0, 1 << 30))),
        damage("too large a number", with(node("NoOp").putAttr("n", number(1L << 32)))),
        damage("countless inputs", with(node("StringJoin").putAttr("N", number(1 << 30)))),
        damage("countless outputs", with(node("Unpack", "Const").putAttr("num", number(1 << 30)))),
        damage("an input of nothing", with(node("Identity", "nothing"))),
        damage("an output of nothing", with(node("Identity", "Const:7"))),
        damage("an input after the last", with(node("NoOp", "^Const", "Const"))),
        damage(
            "a shape that overflows",
            with(
                node("Placeholder")
                    .putAttr(
                        "shape",
                        AttrValue.newBuilder().setShape(shape(1L << 40, 1L << 40)).build()))),
        damage("a function that calls itself", HostileSavedModelTest::callsItself),
        damage(
            "an initializer of nothing",
            graph -> {
              SignatureDef init = graph.getSignatureDefOrThrow("__saved_model_init_op");
              TensorInfo op = init.getOutputsOrThrow("__saved_model_init_op");
              graph.putSignatureDef(
                  "__saved_model_init_op",
                  init.toBuilder()
                      .putOutputs("__saved_model_init_op", op.toBuilder().setName("NoOp:4").build())
                      .build());
            }),
        damage(
            "a signature of nothing",
            graph ->
                graph.putSignatureDef(
                    "serving_default", signature(graph, tensor -> tensor.replace(":0", ":5")))),
        damage(
            "a signature of another type",
            graph -> graph.putSignatureDef("serving_default", signatureOfDoubles(graph))));
  }

  private static SignatureDef signature(MetaGraphDef.Builder graph, UnaryOperator<String> name) {
    var signature = graph.getSignatureDefOrThrow("serving_default").toBuilder();
    signature.getInputsMap().keySet().stream()
        .toList()
        .forEach(
            input -> {
              var info = signature.getInputsOrThrow(input).toBuilder();
              signature.putInputs(input, info.setName(name.apply(info.getName())).build());
            });
    return signature.build();
  }

  private static SignatureDef signatureOfDoubles(MetaGraphDef.Builder graph) {
    var signature = graph.getSignatureDefOrThrow("serving_default").toBuilder();
    signature.getOutputsMap().keySet().stream()
        .toList()
        .forEach(
            output ->
                signature.putOutputs(
                    output,
                    signature.getOutputsOrThrow(output).toBuilder()
                        .setDtype(DataType.DT_COMPLEX128)
                        .build()));
    return signature.build();
  }

  private static Arguments damage(String what, Consumer<MetaGraphDef.Builder> change) {
    return Arguments.of(what, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damaged")
  void aGraphThatCannotBeIsRefused(String what, Consumer<MetaGraphDef.Builder> change)
      throws IOException {
    Path model = changed("table", change);

    assertThatThrownBy(() -> Predictor.load(model, Loading.standard().trusted()).close())
        .as(what)
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(model + " cannot be loaded");
  }

  @Test
  void anOpThatReadsFilesIsRefusedUnlessTrusted() throws IOException {
    Path model = changed("table", with(node("ReadFile", "asset_path_initializer")));

    assertThatThrownBy(() -> Predictor.load(model).close())
        .isInstanceOf(FileException.class)
        .hasMessage(
            "%s has the op ReadFile (evil), by which a model can write or read files, open sockets or run code of the host; load it only if you trust it: Loading.standard().trusted(), or --trust.",
            model);
    Predictor.load(model, Loading.standard().trusted()).close();
  }

  @Test
  void savingMayBeReachedByTheLoaderAlone() throws IOException {
    Path model =
        changed(
            "table",
            graph -> {
              GraphDef.Builder nodes = graph.getGraphDefBuilder();
              String save = graph.getSaverDef().getSaveTensorName().replaceFirst(":.*", "");
              nodes.getNodeBuilderList().stream()
                  .filter(node -> node.getName().equals("NoOp"))
                  .forEach(node -> node.addInput("^" + save));
            });

    assertThatThrownBy(() -> Predictor.load(model).close())
        .isInstanceOf(FileException.class)
        .hasMessageContaining("has the op ");
  }

  @Test
  void aNodeMayWaitForAnArgumentOfItsFunction() throws IOException {
    Path model =
        changed(
            "table",
            graph ->
                graph.getGraphDefBuilder().getLibraryBuilder().getFunctionBuilderList().stream()
                    .filter(function -> function.getSignature().getInputArgCount() > 0)
                    .forEach(
                        function ->
                            function
                                .getNodeDefBuilder(0)
                                .addInput("^" + function.getSignature().getInputArg(0).getName())));

    Predictor.load(model).close();
  }

  @Test
  void aVocabularyIsInTheFolder() throws IOException {
    Path model =
        changed("table", graph -> graph.getAssetFileDefBuilder(0).setFilename("../../secret"));
    assertThatThrownBy(() -> Predictor.load(model).close())
        .isInstanceOf(FileException.class)
        .hasMessageContaining("wants to read ../../secret, which is not in its folder");
  }

  @Test
  void aVocabularyIsAnAsset() throws IOException {
    Path model = changed("table", MetaGraphDef.Builder::clearAssetFileDef);

    assertThatThrownBy(() -> Predictor.load(model).close())
        .isInstanceOf(FileException.class)
        .hasMessageContaining("has the op InitializeTableFromTextFileV2");
  }
}
