package dev.lamina.engine;

import dev.lamina.data.ValueType;
import dev.lamina.data.Values;
import dev.lamina.layer.FloatArray;
import java.lang.reflect.Array;
import java.util.Optional;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** Moves values between Java arrays and native tensors. */
public final class Tensors {
  private Tensors() {}

  /** A tensor's values in row-major order. */
  static float[] floats(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }

  /** A tensor's values in row-major order. */
  static double[] doubles(TFloat64 tensor) {
    double[] values = new double[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asDoubles().read(values);
    return values;
  }

  /** A tensor's values and shape. */
  static FloatArray array(TFloat32 tensor) {
    return new FloatArray(tensor.shape(), floats(tensor));
  }

  /** The type that TensorFlow calls so; empty if Lamina has no such type. */
  public static Optional<ValueType> type(DataType type) {
    return switch (type) {
      case DT_FLOAT -> Optional.of(ValueType.FLOAT32);
      case DT_DOUBLE -> Optional.of(ValueType.FLOAT64);
      case DT_INT32 -> Optional.of(ValueType.INT32);
      case DT_INT64 -> Optional.of(ValueType.INT64);
      case DT_UINT8 -> Optional.of(ValueType.UINT8);
      case DT_BOOL -> Optional.of(ValueType.BOOL);
      case DT_STRING -> Optional.of(ValueType.STRING);
      default -> Optional.empty();
    };
  }

  /** A native copy, for the caller to close. */
  public static Tensor of(Values values) {
    Shape shape = values.shape();
    return switch (values.type()) {
      case FLOAT32 -> TFloat32.tensorOf(shape, DataBuffers.of(values.flat(float[].class)));
      case FLOAT64 -> TFloat64.tensorOf(shape, DataBuffers.of(values.flat(double[].class)));
      case INT32 -> TInt32.tensorOf(shape, DataBuffers.of(values.flat(int[].class)));
      case INT64 -> TInt64.tensorOf(shape, DataBuffers.of(values.flat(long[].class)));
      case UINT8 -> TUint8.tensorOf(shape, DataBuffers.of(values.flat(byte[].class)));
      case BOOL -> TBool.tensorOf(shape, DataBuffers.of(values.flat(boolean[].class)));
      case STRING -> TString.tensorOfBytes(shape, DataBuffers.of(values.bytes(), false, false));
    };
  }

  /**
   * A native copy for an input, for the caller to close.
   *
   * @param type TensorFlow's name of the input's; what is half takes float32, which is rounded
   */
  public static Tensor of(Values values, String type) {
    Shape shape = values.shape();
    return switch (type) {
      case "half" -> TFloat16.tensorOf(shape, DataBuffers.of(values.flat(float[].class)));
      case "bfloat16" -> TBfloat16.tensorOf(shape, DataBuffers.of(values.flat(float[].class)));
      default -> of(values);
    };
  }

  /**
   * An output in the type that holds all its values, if Lamina does not have its own.
   *
   * @param type TensorFlow's name of its type
   */
  public static Output<?> held(Ops tf, Output<? extends TType> output, String type) {
    Optional<ValueType> held = ValueType.holding(type);
    if (held.isEmpty() || ValueType.named(type).isPresent()) {
      return output;
    }
    return switch (held.get()) {
      case FLOAT32 -> tf.dtypes.cast(output, TFloat32.class).asOutput();
      case INT32 -> tf.dtypes.cast(output, TInt32.class).asOutput();
      default -> tf.dtypes.cast(output, TInt64.class).asOutput();
    };
  }

  /** A copy of the values of a tensor whose type Lamina has. */
  public static Values values(Tensor tensor) {
    ValueType type =
        type(tensor.dataType())
            .orElseThrow(() -> new IllegalArgumentException(tensor.dataType().toString()));
    int size = Math.toIntExact(tensor.shape().size());
    if (tensor instanceof TString strings) {
      byte[][] bytes = new byte[size][];
      strings.asBytes().copyTo(DataBuffers.of(bytes, false, false));
      return Values.ofBytes(bytes).reshape(tensor.shape().asArray());
    }
    Object flat = Array.newInstance(type.element(), size);
    read(tensor.asRawTensor().data(), flat);
    return Values.of(flat).reshape(tensor.shape().asArray());
  }

  private static void read(ByteDataBuffer data, Object flat) {
    if (flat instanceof float[] floats) {
      data.asFloats().read(floats);
    } else if (flat instanceof double[] doubles) {
      data.asDoubles().read(doubles);
    } else if (flat instanceof int[] ints) {
      data.asInts().read(ints);
    } else if (flat instanceof long[] longs) {
      data.asLongs().read(longs);
    } else if (flat instanceof boolean[] booleans) {
      data.asBooleans().read(booleans);
    } else {
      data.read((byte[]) flat);
    }
  }
}
