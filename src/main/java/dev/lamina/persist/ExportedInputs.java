package dev.lamina.persist;

import dev.lamina.engine.RawOps;
import dev.lamina.engine.RowFunction;
import dev.lamina.layer.Shapes;
import dev.lamina.network.Network;
import dev.lamina.network.Part;
import dev.lamina.prepare.Preparation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** What an exported signature takes, and what lies between that and the network. */
record ExportedInputs(Network network, Export export) {
  /** Where loaders look for what is run once, before all else. */
  private static final String INITIALIZER = "__saved_model_init_op";

  /**
   * Adds placeholders and their entries in the signature.
   *
   * @return the network's inputs by name
   */
  Map<String, Operand<TFloat32>> build(
      Ops tf, SignatureDef.Builder signature, MetaGraphDef.Builder meta) {
    if (export.preparation().isPresent()) {
      return raw(tf, export.preparation().get(), signature, meta);
    }
    Map<String, Operand<TFloat32>> inputs = new LinkedHashMap<>();
    boolean only = network.inputs().list().size() == 1;
    for (Part part : network.inputs().list()) {
      Operand<?> input = input(tf, part);
      inputs.put(part.name(), floats(tf, input));
      signature.putInputs(
          only && !export.inputName().isEmpty() ? export.inputName() : part.name(),
          SavedModelExport.info(input));
    }
    return inputs;
  }

  private Operand<?> input(Ops tf, Part part) {
    Placeholder.Options shape = Placeholder.shape(Shapes.batch(Shape.UNKNOWN_SIZE, part.shape()));
    Ops named = tf.withName("input");
    return export.bytesScale() > 0
        ? named.placeholder(TUint8.class, shape)
        : named.placeholder(TFloat32.class, shape);
  }

  @SuppressWarnings("unchecked")
  private Operand<TFloat32> floats(Ops tf, Operand<?> input) {
    return export.bytesScale() > 0
        ? tf.math.mul(tf.dtypes.cast(input, TFloat32.class), tf.constant(export.bytesScale()))
        : (Operand<TFloat32>) input;
  }

  private Map<String, Operand<TFloat32>> raw(
      Ops tf, Preparation prepared, SignatureDef.Builder signature, MetaGraphDef.Builder meta) {
    prepared.check(network);
    Map<String, Operand<?>> columns = RowFunction.inputs(tf, prepared.columns());
    columns.forEach((name, input) -> signature.putInputs(name, SavedModelExport.info(input)));
    RawOps ops = new RawOps(tf);
    Map<String, Operand<TFloat32>> inputs = prepared.forward(ops, columns);
    if (!ops.initializers().isEmpty()) {
      Op all = tf.withControlDependencies(ops.initializers()).withName("initialize").noOp();
      TensorInfo info =
          TensorInfo.newBuilder().setName(all.op().name()).setDtype(DataType.DT_INVALID).build();
      meta.putSignatureDef(
          INITIALIZER, SignatureDef.newBuilder().putOutputs(INITIALIZER, info).build());
    }
    return network.inputs().list().size() == 1
        ? Map.of(network.inputs().names().get(0), inputs.values().iterator().next())
        : inputs;
  }
}
