package dev.lamina.persist;

import static org.tensorflow.ndarray.Shape.UNKNOWN_SIZE;

import dev.lamina.data.ValueType;
import dev.lamina.engine.Tensors;
import dev.lamina.io.AtomicFolder;
import dev.lamina.io.FileException;
import dev.lamina.io.Limits;
import dev.lamina.io.Reading;
import dev.lamina.persist.Signature.TensorSpec;
import dev.lamina.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.proto.TensorShapeProto.Dim;

/**
 * What a SavedModel's folder says of itself, read without TensorFlow's native library.
 *
 * @param folder the SavedModel's
 * @param graph the one of its graphs that is for serving
 */
public record SavedModelFile(Path folder, MetaGraphDef graph) {
  private static final String FILE = "saved_model.pb";
  private static final String SERVE = "serve";

  /** What TensorFlow's loader itself calls, so nothing for a user. */
  private static final String INTERNAL = "__saved_model_";

  private static final String DATA_TYPE = "DT_";

  /** Whether a SavedModel is in a folder, be it damaged. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /**
   * The folder of the SavedModel that is meant by a folder, if there is one: that itself, or the
   * newest of its versions.
   */
  public static Optional<Path> find(Path folder) {
    AtomicFolder.settle(folder);
    if (isIn(folder)) {
      return Optional.of(folder);
    }
    try {
      return AtomicFolder.newestVersion(folder).filter(SavedModelFile::isIn);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads the description in a folder, or in the newest of its versions.
   *
   * @throws FileException if there is none, or if it is damaged
   */
  public static SavedModelFile read(Path given) {
    Path folder = find(given).orElse(given);
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw Files.isRegularFile(folder)
          ? ForeignFile.refusal(folder, "no SavedModel, which is a folder; give that.")
          : new FileException(missing(folder));
    }
    return Reading.of(
        file,
        FileException::new,
        () -> {
          MetaGraphDef graph = serving(folder, SavedModel.parseFrom(Files.readAllBytes(file)));
          checkVariables(folder, graph);
          SavedModelFile read = new SavedModelFile(folder, graph);
          read.signatures().forEach(read::checkShapes);
          return read;
        });
  }

  private void checkShapes(Signature signature) {
    Stream.concat(signature.inputs().stream(), signature.outputs().stream())
        .filter(tensor -> !tensor.shape().isUnknown())
        .forEach(
            tensor -> {
              long[] sizes = tensor.shape().asArray();
              long[] known = LongStream.of(sizes).filter(size -> size != UNKNOWN_SIZE).toArray();
              if (Limits.elements(known) < 0 || sizes.length > Limits.AXES) {
                throw new FileException(
                    "%s has the signature %s, whose shapes are none; it is damaged: export the model again."
                        .formatted(folder.resolve(FILE), Messages.shortened(signature.toString())));
              }
            });
  }

  /**
   * What tells one export to a folder from the next, for those who read what another process may
   * replace meanwhile.
   */
  static Object stamp(Path given) {
    try {
      BasicFileAttributes file =
          Files.readAttributes(find(given).orElse(given).resolve(FILE), BasicFileAttributes.class);
      return Arrays.asList(file.fileKey(), file.lastModifiedTime(), file.size());
    } catch (IOException e) {
      return e.getClass();
    }
  }

  private static void checkVariables(Path folder, MetaGraphDef graph) {
    Path variables = folder.resolve("variables").resolve("variables.index");
    boolean needed =
        graph.getGraphDef().getNodeList().stream()
            .anyMatch(node -> node.getOp().equals("VarHandleOp"));
    if (needed && !Files.exists(variables)) {
      throw new FileException(
          "%s is missing, so the SavedModel has no weights; it is damaged: export the model again."
              .formatted(variables));
    }
  }

  private static String missing(Path folder) {
    if (Checkpoint.isIn(folder)) {
      return "%s is a checkpoint, not a SavedModel; make one of it: lamina export %s -o DIR."
          .formatted(folder, folder);
    }
    return "There is no SavedModel in %s, for it has no %s; give the folder that Model.export, Keras' model.export or tf.saved_model.save wrote."
        .formatted(folder, FILE);
  }

  /** The graph that is tagged for serving, or the only one. */
  private static MetaGraphDef serving(Path folder, SavedModel model) {
    List<MetaGraphDef> graphs = model.getMetaGraphsList();
    if (graphs.isEmpty()) {
      throw new FileException(
          "%s holds no graph; it is damaged: export the model again."
              .formatted(folder.resolve(FILE)));
    }
    return graphs.stream()
        .filter(graph -> tags(graph).equals(List.of(SERVE)))
        .findFirst()
        .orElse(graphs.get(0));
  }

  private static List<String> tags(MetaGraphDef graph) {
    return graph.getMetaInfoDef().getTagsList();
  }

  /** The words by which TensorFlow's loader finds the graph. */
  String[] tags() {
    return tags(graph).toArray(String[]::new);
  }

  /** How many numbers its weights have, variables and constants. */
  long weights() {
    return nodes().mapToLong(SavedModelFile::weights).sum();
  }

  /** Whether an op's name is of a pattern. */
  boolean has(Pattern op) {
    return nodes().anyMatch(node -> op.matcher(node.getOp()).matches());
  }

  /** This, or more than this: what no node's name begins with. */
  String freePrefix(String prefix) {
    return graph.getGraphDef().getNodeList().stream().anyMatch(n -> n.getName().startsWith(prefix))
        ? freePrefix(prefix + "_")
        : prefix;
  }

  private Stream<NodeDef> nodes() {
    GraphDef all = graph.getGraphDef();
    return Stream.concat(
        all.getNodeList().stream(),
        all.getLibrary().getFunctionList().stream()
            .flatMap(function -> function.getNodeDefList().stream()));
  }

  /**
   * The op that makes an output, such as {@code Softmax}, seen through functions and what passes
   * values on; empty if that cannot be told.
   */
  public String op(String signature, String output) {
    Map<String, FunctionDef> functions = new HashMap<>();
    GraphDef all = graph.getGraphDef();
    all.getLibrary()
        .getFunctionList()
        .forEach(function -> functions.put(function.getSignature().getName(), function));
    TensorInfo tensor = graph.getSignatureDefOrThrow(signature).getOutputsOrThrow(output);
    return op(tensor.getName(), all.getNodeList(), functions);
  }

  private static String op(String tensor, List<NodeDef> nodes, Map<String, FunctionDef> functions) {
    String name = tensor.substring(0, (tensor + ":").indexOf(':'));
    Optional<NodeDef> found =
        nodes.stream().filter(node -> node.getName().equals(name)).findFirst();
    if (found.isEmpty()) {
      return "";
    }
    NodeDef node = found.get();
    return switch (node.getOp()) {
      case "Identity", "Cast" -> op(node.getInput(0), nodes, functions);
      case "PartitionedCall", "StatefulPartitionedCall" -> {
        // Looked into once, for a function may call itself.
        FunctionDef function = functions.remove(node.getAttrOrThrow("f").getFunc().getName());
        String index = tensor.substring(tensor.lastIndexOf(':') + 1);
        int output = index.equals(tensor) ? 0 : Integer.parseInt(index);
        yield function == null
            ? ""
            : op(
                function.getRetOrThrow(function.getSignature().getOutputArg(output).getName()),
                function.getNodeDefList(),
                functions);
      }
      default -> node.getOp();
    };
  }

  private static long weights(NodeDef node) {
    TensorShapeProto shape =
        switch (node.getOp()) {
          case "VarHandleOp" -> node.getAttrOrThrow("shape").getShape();
          case "Const" -> node.getAttrOrThrow("value").getTensor().getTensorShape();
          default -> TensorShapeProto.newBuilder().addDim(Dim.newBuilder().setSize(0)).build();
        };
    return shape.getDimList().stream().mapToLong(Dim::getSize).reduce(1, (a, b) -> a * b);
  }

  /** The version of TensorFlow that wrote it. */
  public String tensorflowVersion() {
    return graph.getMetaInfoDef().getTensorflowVersion();
  }

  /** The functions that it has, in the order of their names. */
  public List<Signature> signatures() {
    return graph.getSignatureDefMap().entrySet().stream()
        .filter(entry -> !entry.getKey().startsWith(INTERNAL))
        .map(entry -> signature(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(Signature::name))
        .toList();
  }

  private static Signature signature(String name, SignatureDef definition) {
    return new Signature(name, specs(definition.getInputsMap()), specs(definition.getOutputsMap()));
  }

  private static List<TensorSpec> specs(Map<String, TensorInfo> infos) {
    return infos.entrySet().stream()
        .map(
            entry ->
                new TensorSpec(entry.getKey(), type(entry.getValue()), shape(entry.getValue())))
        .sorted(Comparator.comparing(TensorSpec::name))
        .toList();
  }

  /** TensorFlow's name of a type; what is not a plain tensor has none. */
  static String type(TensorInfo info) {
    if (info.getEncodingCase() != TensorInfo.EncodingCase.NAME) {
      return info.getEncodingCase().name().toLowerCase(Locale.ROOT);
    }
    DataType type = info.getDtype();
    return Tensors.type(type)
        .map(ValueType::toString)
        .orElseGet(() -> type.name().replace(DATA_TYPE, "").toLowerCase(Locale.ROOT));
  }

  private static Shape shape(TensorInfo info) {
    if (info.getTensorShape().getUnknownRank()) {
      return Shape.unknown();
    }
    return Shape.of(
        info.getTensorShape().getDimList().stream()
            .mapToLong(TensorShapeProto.Dim::getSize)
            .toArray());
  }
}
