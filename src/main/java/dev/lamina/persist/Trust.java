package dev.lamina.persist;

import dev.lamina.io.FileException;
import dev.lamina.persist.GraphScope.ScopedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;

/**
 * What a SavedModel may do that nobody vouches for. It is a program: some of its ops write or read
 * files, open sockets, or run code of the host.
 */
final class Trust {
  /**
   * Ops by their names. Those that a SavedModel needs to be saved, restored and to have
   * vocabularies are looked at one by one.
   */
  static final Pattern REFUSED =
      Pattern.compile(
          "ReadFile|WriteFile|MatchingFiles|ImmutableConst|LoadAndRemapMatrix|GenerateVocabRemapping"
              + "|FixedUnigramCandidateSampler|Skipgram|NegTrain|EncodeProto|DecodeProtoV2|RecordInput"
              + "|PrintV2|DumpTensor|Debug(Identity|Nan|Numeric).*|CalibrationStatisticsSaver"
              + "|.*Reader(V2)?|Reader.*|.*(Record|TextLine|LMDB|Sql|CSV|MatchingFiles)Dataset(V2)?"
              + "|.*Snapshot.*Dataset.*|(Save|Load|Cache)Dataset(V2)?|.*DatasetToTFRecord|ImportEvent"
              + "|.*Summary(Writer|FileWriter|DbWriter)|SummaryWriter|Write.*Summary|FileSystem.*"
              + "|DistributedSave|DTensorRestoreV2|.*DataService.*|RegisterDataset.*|.*Rpc.*|RemoteCall"
              + "|RemoteFusedGraphExecute|Collective.*|_?Nccl.*|.*TPU.*|_?(Host)?(Send|Recv)"
              + "|.*PyFunc.*|_?XlaHostCompute.*|_?Xla(Send|Recv).*|WorkerHeartbeat|Abort");

  private static final Pattern SAVES = Pattern.compile("Save(V2|Slices)?|MergeV2Checkpoints");
  private static final Pattern RESTORES = Pattern.compile("Restore(V2|Slice)?");
  private static final Pattern TABLE_FILE = Pattern.compile("InitializeTableFromTextFile(V2)?");

  /** What calls a function with its own inputs. */
  private static final Pattern CALL = Pattern.compile("(Stateful)?PartitionedCall");

  /** Where a SavedModel names what TensorFlow runs once, when it loads it. */
  private static final String INITIALIZER = "__saved_model_init_op";

  private static final List<String> INITIALIZERS = List.of("saved_model_main_op", "legacy_init_op");

  private final SavedModelFile file;
  private final Map<String, GraphScope> scopes;

  /** The nodes of the graph that the loader gives names of files in the folder. */
  private final Set<String> given = new HashSet<>();

  private Trust(SavedModelFile file) {
    this.file = file;
    this.scopes = GraphScope.all(file.graph().getGraphDef());
    given.add(GraphScope.nodeName(file.graph().getSaverDef().getFilenameTensorName()));
  }

  /**
   * Checks that a SavedModel does nothing but reckon and read what is in its folder.
   *
   * @throws FileException if it does more; names the op
   */
  static void check(SavedModelFile file) {
    Trust trust = new Trust(file);
    file.graph().getAssetFileDefList().forEach(trust::checkAsset);
    for (GraphScope scope : trust.scopes.values()) {
      for (NodeDef node : scope.nodes().values()) {
        boolean refused = REFUSED.matcher(node.getOp()).matches();
        int name = fileInput(node);
        if (refused || (name >= 0 && !trust.isGiven(scope, node.getInput(name), new HashSet<>()))) {
          throw trust.refusal(scope.place(node), node.getOp());
        }
      }
    }
    Stream<String> initializers =
        Stream.concat(
            GraphScope.signed(trust.signatures(INITIALIZER::equals)),
            INITIALIZERS.stream()
                .map(file.graph().getCollectionDefMap()::get)
                .filter(found -> found != null)
                .flatMap(found -> found.getNodeList().getValueList().stream()));
    trust.checkReached(initializers, SAVES, RESTORES);
    // In a call nothing is given: what names a file may have any other name.
    trust.checkReached(
        GraphScope.signed(trust.signatures(name -> !name.equals(INITIALIZER))),
        SAVES,
        RESTORES,
        TABLE_FILE);
    SaverDef saver = file.graph().getSaverDef();
    trust.checkReached(Stream.of(saver.getRestoreOpName()), SAVES, TABLE_FILE);
  }

  private Stream<SignatureDef> signatures(Predicate<String> named) {
    return file.graph().getSignatureDefMap().entrySet().stream()
        .filter(signature -> named.test(signature.getKey()))
        .map(Map.Entry::getValue);
  }

  private void checkReached(Stream<String> tensors, Pattern... refused) {
    for (NodeDef node : GraphScope.reached(scopes, tensors)) {
      if (Stream.of(refused).anyMatch(ops -> ops.matcher(node.getOp()).matches())) {
        throw refusal(node.getName(), node.getOp());
      }
    }
  }

  private void checkAsset(AssetFileDef asset) {
    Path place = file.folder().resolve("assets").resolve(asset.getFilename());
    try {
      Path folder = file.folder().toRealPath().resolve("assets");
      place = folder.resolve(asset.getFilename()).normalize();
      Path real = Files.exists(place) ? place.toRealPath() : place;
      boolean inside =
          place.startsWith(folder)
              && (real.equals(place) || real.startsWith(file.folder().toRealPath()));
      if (!inside) {
        throw new FileException(
            "%s wants to read %s, which is not in its folder; load it only if you trust it: %s."
                .formatted(file.folder(), asset.getFilename(), WAY_OUT));
      }
    } catch (IOException e) {
      throw new FileException("%s cannot be read (%s).".formatted(place, e), e);
    }
    given.add(GraphScope.nodeName(asset.getTensorInfo().getName()));
  }

  /** Which input names a file to read; -1 if none does. */
  private static int fileInput(NodeDef node) {
    boolean table = TABLE_FILE.matcher(node.getOp()).matches() && node.getInputCount() > 1;
    return table ? 1 : RESTORES.matcher(node.getOp()).matches() ? 0 : -1;
  }

  /** Whether a file's name is what TensorFlow's loader gives. */
  private boolean isGiven(GraphScope scope, String input, Set<ScopedName> seen) {
    if (!seen.add(new ScopedName(scope.name(), input))) {
      return true;
    }
    NodeDef node = scope.node(input);
    if (node == null) {
      return isCalledWithGiven(scope, scope.arguments().indexOf(GraphScope.nodeName(input)), seen);
    }
    if (scope.name().isEmpty() && given.contains(node.getName())) {
      return true;
    }
    return switch (node.getOp()) {
      case "Identity" -> isGiven(scope, node.getInput(0), seen);
      case "ReadVariableOp" -> areGiven(Trust::isNameInVariable, 1, seen);
      default -> false;
    };
  }

  private boolean isCalledWithGiven(GraphScope function, int argument, Set<ScopedName> seen) {
    Predicate<NodeDef> calls = node -> GraphScope.called(node).contains(function.name());
    return scopes.values().stream()
            .flatMap(scope -> scope.nodes().values().stream())
            .filter(calls)
            .allMatch(node -> CALL.matcher(node.getOp()).matches())
        && areGiven(calls, argument, seen);
  }

  private static boolean isNameInVariable(NodeDef node) {
    return node.getOp().equals("AssignVariableOp")
        && node.getAttrOrDefault("dtype", AttrValue.getDefaultInstance()).getType()
            == DataType.DT_STRING;
  }

  /** Whether there are such nodes, and one of their inputs is given in all of them. */
  private boolean areGiven(Predicate<NodeDef> nodes, int input, Set<ScopedName> seen) {
    List<Boolean> each =
        scopes.values().stream()
            .flatMap(
                scope ->
                    scope.nodes().values().stream()
                        .filter(nodes)
                        .map(node -> isGiven(scope, node.getInput(input), seen)))
            .toList();
    return !each.isEmpty() && !each.contains(false);
  }

  private FileException refusal(String place, String op) {
    return new FileException(
        "%s has the op %s (%s), by which a model can write or read files, open sockets or run code of the host; load it only if you trust it: %s."
            .formatted(file.folder(), op, place, WAY_OUT));
  }

  private static final String WAY_OUT = "Loading.standard().trusted(), or --trust";
}
