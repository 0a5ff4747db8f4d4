package dev.lamina.persist;

import dev.lamina.io.FileException;
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

  private static final List<String> INITIALIZERS = List.of("saved_model_main_op", "legacy_init_op");

  private final SavedModelFile file;
  private final Map<String, GraphScope> scopes;
  private final Set<String> assets = new HashSet<>();

  private Trust(SavedModelFile file) {
    this.file = file;
    this.scopes = GraphScope.all(file.graph().getGraphDef());
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
        if (refused
            || (isTableFile(node) && !trust.isAsset(scope, node.getInput(1), new HashSet<>()))) {
          throw trust.refusal(scope.place(node), node.getOp());
        }
      }
    }
    Stream<String> initializers =
        INITIALIZERS.stream()
            .map(file.graph().getCollectionDefMap()::get)
            .filter(found -> found != null)
            .flatMap(found -> found.getNodeList().getValueList().stream());
    trust.checkReached(
        Stream.concat(GraphScope.signed(file.graph()), initializers), SAVES, RESTORES);
    SaverDef saver = file.graph().getSaverDef();
    trust.checkReached(Stream.of(saver.getRestoreOpName()), SAVES);
  }

  private void checkReached(Stream<String> tensors, Pattern... refused) {
    for (NodeDef node : GraphScope.reached(scopes, tensors)) {
      if (Stream.of(refused).anyMatch(ops -> ops.matcher(node.getOp()).matches())) {
        throw refusal(node.getName(), node.getOp());
      }
    }
  }

  private void checkAsset(AssetFileDef asset) {
    Path folder = file.folder().resolve("assets");
    Path place = folder.resolve(asset.getFilename()).normalize();
    try {
      Path real = Files.exists(place) ? place.toRealPath() : place;
      boolean inside =
          place.startsWith(folder.normalize())
              && (real.equals(place) || real.startsWith(file.folder().toRealPath()));
      if (!inside) {
        throw new FileException(
            "%s wants to read %s, which is not in its folder; load it only if you trust it: %s."
                .formatted(file.folder(), asset.getFilename(), WAY_OUT));
      }
    } catch (IOException e) {
      throw new FileException("%s cannot be read (%s).".formatted(place, e), e);
    }
    assets.add(GraphScope.nodeName(asset.getTensorInfo().getName()));
  }

  private static boolean isTableFile(NodeDef node) {
    return TABLE_FILE.matcher(node.getOp()).matches() && node.getInputCount() > 1;
  }

  /** Whether a file's name is that of an asset, as TensorFlow's loader gives it. */
  private boolean isAsset(GraphScope scope, String input, Set<String> seen) {
    if (!seen.add(scope.name() + "/" + input)) {
      return true;
    }
    NodeDef node = scope.node(input);
    if (node == null) {
      return isCalledWithAssets(scope, scope.arguments().indexOf(GraphScope.nodeName(input)), seen);
    }
    return switch (node.getOp()) {
      case "Identity" -> isAsset(scope, node.getInput(0), seen);
      case "ReadVariableOp" -> areAssets(Trust::isNameInVariable, 1, seen);
      case "Const", "Placeholder" -> scope.name().isEmpty() && assets.contains(node.getName());
      default -> false;
    };
  }

  private boolean isCalledWithAssets(GraphScope function, int argument, Set<String> seen) {
    Predicate<NodeDef> calls = node -> GraphScope.called(node).contains(function.name());
    return scopes.values().stream()
            .flatMap(scope -> scope.nodes().values().stream())
            .filter(calls)
            .allMatch(node -> CALL.matcher(node.getOp()).matches())
        && areAssets(calls, argument, seen);
  }

  private static boolean isNameInVariable(NodeDef node) {
    return node.getOp().equals("AssignVariableOp")
        && node.getAttrOrDefault("dtype", AttrValue.getDefaultInstance()).getType()
            == DataType.DT_STRING;
  }

  /** Whether there are such nodes, and one of their inputs is an asset in all of them. */
  private boolean areAssets(Predicate<NodeDef> nodes, int input, Set<String> seen) {
    List<Boolean> each =
        scopes.values().stream()
            .flatMap(
                scope ->
                    scope.nodes().values().stream()
                        .filter(nodes)
                        .map(node -> isAsset(scope, node.getInput(input), seen)))
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
