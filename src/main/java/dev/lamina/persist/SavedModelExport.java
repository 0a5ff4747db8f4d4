package dev.lamina.persist;

import dev.lamina.engine.Device;
import dev.lamina.engine.GraphOps;
import dev.lamina.engine.Inference;
import dev.lamina.io.AtomicFolder;
import dev.lamina.io.FileException;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.network.Network;
import dev.lamina.network.Part;
import dev.lamina.text.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.train.Restore;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * Writes a SavedModel: a folder that TensorFlow in any language, TensorFlow Serving among them,
 * loads. It holds the forward pass and nothing of the training.
 */
final class SavedModelExport {
  private static final String TAG = "serve";
  private static final String SIGNATURE = "serving_default";
  private static final String PREDICT = "tensorflow/serving/predict";
  private static final String PROBABILITY = "probability";
  private static final String FILE_NAME = "save/filename";
  private static final String SAVE = "save/save";
  private static final String RESTORE = "save/restore_all";

  private final Network network;
  private final Map<String, FloatArray> weights;
  private final Export export;
  private final Map<String, Operand<?>> outputs = new LinkedHashMap<>();

  private SavedModelExport(Network network, Map<String, FloatArray> weights, Export export) {
    this.network = network;
    this.weights = weights;
    this.export = export;
  }

  /**
   * Writes the SavedModel's folder, whole or not at all.
   *
   * @param folder to make
   * @param network what to export
   * @param weights by their names in the network
   * @throws FileException if the folder is there already and not to be overwritten, or if writing
   *     fails
   * @throws ShapeException if there are labels and the network does not give one number for each,
   *     or one sigmoid for two
   * @throws IllegalArgumentException if the output has the name of a label's
   */
  static void write(Path folder, Network network, Map<String, FloatArray> weights, Export export) {
    SavedModelExport writer = new SavedModelExport(network, weights, export);
    writer.checkLabels();
    export.check(folder);
    if (export.versioned()) {
      AtomicFolder.writeVersion(folder, writer::writeInto);
    } else {
      AtomicFolder.write(folder, export.overwrite(), writer::writeInto);
    }
  }

  private void checkLabels() {
    int count = export.labels().size();
    if (count == 0) {
      return;
    }
    List<Part> ends = network.outputs().list();
    if (ends.size() > 1) {
      throw new ShapeException(
          "Labels name the classes of one output, but the network gives %s; leave the labels out."
              .formatted(network.outputs()));
    }
    if (!Export.takesLabels(network, count)) {
      Shape output = ends.get(0).shape();
      throw new ShapeException(
          output.equals(Shape.of(1))
              ? "A single number takes two labels, that of 0 and that of 1, if the network ends in sigmoid(), but got %s and %s; change the labels or the network."
                  .formatted(count, network.layer(ends.get(0).name()).layer())
              : "There are %s labels, but the network gives %s for each example; give one label for each class."
                  .formatted(count, Shapes.text(output)));
    }
    if (List.of(Export.LABEL, PROBABILITY).contains(export.outputName())) {
      throw new IllegalArgumentException(
          "With labels the signature gives a label and a probability besides the output, which cannot be named \"%s\", too; give it another name."
              .formatted(export.outputName()));
    }
  }

  private void writeInto(Path folder) throws IOException {
    if (hasVariables()) {
      writeVariables(Files.createDirectories(folder.resolve("variables")).resolve("variables"));
    }
    if (!export.labels().isEmpty()) {
      Path assets = Files.createDirectories(folder.resolve("assets"));
      Files.writeString(assets.resolve("labels.txt"), String.join("\n", export.labels()) + "\n");
    }
    try (Graph graph = new Graph()) {
      SavedModel model =
          SavedModel.newBuilder()
              .setSavedModelSchemaVersion(1)
              .addMetaGraphs(metaGraph(graph))
              .build();
      Files.write(folder.resolve("saved_model.pb"), model.toByteArray());
    }
  }

  private boolean hasVariables() {
    return !export.frozen() && !weights.isEmpty();
  }

  /** Runs TensorFlow's own op for checkpoints on the weights, in a graph of its own. */
  private void writeVariables(Path prefix) throws IOException {
    try (Graph graph = new Graph();
        Session session = new Session(graph, Device.CPU.config().build())) {
      Ops tf = GraphOps.of(graph);
      List<Operand<?>> values = new ArrayList<>();
      weights.forEach(
          (name, array) -> values.add(tf.constant(array.shape(), DataBuffers.of(array.values()))));
      Op save = tf.train.save(tf.constant(prefix.toString()), names(tf), noSlices(tf), values);
      session.runner().addTarget(save.op()).run().close();
    } catch (TensorFlowException e) {
      throw new IOException(Messages.firstLine(e), e);
    }
  }

  private MetaGraphDef metaGraph(Graph graph) {
    Ops tf = GraphOps.of(graph);
    SignatureDef.Builder signature = SignatureDef.newBuilder().setMethodName(PREDICT);
    MetaGraphDef.Builder meta = MetaGraphDef.newBuilder();
    Map<String, Operand<TFloat32>> inputs =
        new ExportedInputs(network, export).build(tf, signature, meta);
    Map<String, Operand<TFloat32>> values = hasVariables() ? variables(tf, meta) : constants(tf);
    Map<String, Operand<TFloat32>> predictions = Inference.outputs(tf, network, values, inputs);
    for (Part part : network.outputs().list()) {
      Operand<TFloat32> prediction = Objects.requireNonNull(predictions.get(part.name()));
      outputs.put(
          network.outputs().list().size() == 1 ? export.outputName() : part.name(),
          tf.withName("output").identity(restored(tf, prediction)));
      if (!export.labels().isEmpty()) {
        addLabels(tf, prediction);
      }
    }
    outputs.forEach((name, output) -> signature.putOutputs(name, info(output)));
    return meta.setMetaInfoDef(
            MetaGraphDef.MetaInfoDef.newBuilder()
                .addTags(TAG)
                .setTensorflowVersion(TensorFlow.version()))
        .setGraphDef(KerasNodes.of(graph.toGraphDef()))
        .putSignatureDef(SIGNATURE, signature.build())
        .build();
  }

  /** A prediction in the scale of the numbers that were learned. */
  private Operand<TFloat32> restored(Ops tf, Operand<TFloat32> prediction) {
    return export.preparation().filter(prepared -> !prepared.target().isClasses()).isPresent()
        ? export.preparation().orElseThrow().target().restored(tf, prediction)
        : prediction;
  }

  private Map<String, Operand<TFloat32>> constants(Ops tf) {
    Map<String, Operand<TFloat32>> values = new LinkedHashMap<>();
    weights.forEach(
        (name, array) ->
            values.put(name, tf.constant(array.shape(), DataBuffers.of(array.values()))));
    return values;
  }

  /** Variables, with the ops by which TensorFlow's loaders restore them. */
  private Map<String, Operand<TFloat32>> variables(Ops tf, MetaGraphDef.Builder meta) {
    Map<String, Operand<TFloat32>> values = new LinkedHashMap<>();
    List<VarHandleOp> handles = new ArrayList<>();
    weights.forEach(
        (name, array) -> {
          VarHandleOp handle =
              tf.varHandleOp(TFloat32.class, array.shape(), VarHandleOp.sharedName(name));
          handles.add(handle);
          values.put(name, tf.readVariableOp(handle, TFloat32.class));
        });
    Ops saver = tf.withSubScope("save");
    Operand<TString> file = saver.withName("filename").constant("model");
    Op saved = saver.train.save(file, names(saver), noSlices(saver), List.copyOf(values.values()));
    saver.withControlDependencies(saved).withName("save").identity(file);
    Restore restore =
        saver.train.restore(
            file,
            names(saver),
            noSlices(saver),
            Collections.nCopies(weights.size(), TFloat32.class));
    List<Op> assigned = new ArrayList<>();
    for (int i = 0; i < handles.size(); i++) {
      assigned.add(saver.assignVariableOp(handles.get(i), restore.tensors().get(i)));
    }
    saver.withControlDependencies(assigned).withName("restore_all").noOp();
    meta.setSaverDef(
        SaverDef.newBuilder()
            .setVersion(SaverDef.CheckpointFormatVersion.V2)
            .setFilenameTensorName(FILE_NAME + ":0")
            .setSaveTensorName(SAVE + ":0")
            .setRestoreOpName(RESTORE));
    return values;
  }

  private Operand<TString> names(Ops tf) {
    return strings(tf, weights.keySet());
  }

  private Operand<TString> noSlices(Ops tf) {
    return strings(tf, Collections.nCopies(weights.size(), ""));
  }

  private static Operand<TString> strings(Ops tf, Collection<String> texts) {
    return tf.constant(StandardCharsets.UTF_8, texts.toArray(String[]::new));
  }

  private void addLabels(Ops tf, Operand<TFloat32> prediction) {
    Operand<TInt32> last = tf.constant(1);
    Operand<TFloat32> ofEach =
        prediction.shape().get(1) == 1
            ? tf.concat(List.of(tf.math.sub(tf.constant(1f), prediction), prediction), last)
            : prediction;
    Operand<TInt64> best = tf.math.argMax(ofEach, last);
    Operand<TString> labels = strings(tf, export.labels());
    outputs.put(Export.LABEL, tf.withName(Export.LABEL).gather(labels, best, tf.constant(0)));
    outputs.put(PROBABILITY, tf.withName(PROBABILITY).reduceMax(ofEach, last));
  }

  static TensorInfo info(Operand<?> operand) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : operand.shape().asArray()) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder()
        .setName(operand.asOutput().op().name() + ":" + operand.asOutput().index())
        .setDtype(operand.asOutput().dataType())
        .setTensorShape(shape)
        .build();
  }
}
