package dev.lamina.engine;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_FLOAT;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionRun;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorByteSize;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;

/**
 * A run by the C API itself: what TensorFlow Java's runner makes anew for every run and registers
 * to be freed is made once here. That is most of the time of a small network's run.
 *
 * <p>What TensorFlow Java's objects stand for in the C API they keep to themselves. It is
 * accessible on the class path; on the module path only if the package {@code org.tensorflow} of
 * {@code tensorflow.core.api} is opened to Lamina.
 */
final class NativeRun implements BatchRun {
  private static final Optional<Handles> HANDLES = Handles.find();

  private final TF_Session session;
  private final TF_Buffer options;
  private final TF_Status status;
  private final TF_Output fed;
  private final TF_Output fetched;
  private final TF_Tensor input;
  private final PointerPointer<TF_Tensor> inputs;
  private final PointerPointer<TF_Tensor> outputs;
  private final PointerPointer<TF_Operation> noTargets = new PointerPointer<>();
  private final TF_Buffer noMetadata = new TF_Buffer(null);
  private final FloatDataBuffer numbers;

  /** Whether this JVM lets Lamina have what the C API needs. */
  static boolean isPossible() {
    return HANDLES.isPresent();
  }

  /** As {@link BatchRun#of}. */
  @SuppressWarnings("try") // The scope frees what is not kept.
  NativeRun(Session session, Output<?> x, Output<?> prediction, Shape batch) {
    this.session = (TF_Session) get(HANDLES.orElseThrow().session(), session);
    try (PointerScope scope = new PointerScope()) {
      options = keep(TF_Buffer.newBufferFromString(PredictFunction.IN_THE_CALLERS_THREAD));
      status = keep(TF_Status.newStatus());
      fed = keep(place(x));
      fetched = keep(place(prediction));
      long bytes = batch.size() * Float.BYTES;
      input = keep(TF_Tensor.allocateTensor(TF_FLOAT, batch.asArray(), bytes));
      inputs = keep(new PointerPointer<TF_Tensor>(1).put(0, input));
      outputs = keep(new PointerPointer<>(1));
    }
    numbers = DataBuffers.of(floats(input));
  }

  private static <P extends Pointer> P keep(P pointer) {
    pointer.retainReference();
    return pointer;
  }

  private static TF_Output place(Output<?> output) {
    return new TF_Output(1).oper(operation(output.op())).index(output.index());
  }

  private static TF_Operation operation(Operation operation) {
    return (TF_Operation) get(HANDLES.orElseThrow().operation(), operation);
  }

  private static Object get(MethodHandle getter, Object object) {
    try {
      return getter.invoke(object);
    } catch (RuntimeException | Error unchecked) {
      throw unchecked;
    } catch (Throwable checked) {
      throw new IllegalStateException(checked);
    }
  }

  /** Getters of the native session and of the native operation. */
  private record Handles(MethodHandle session, MethodHandle operation) {

    static Optional<Handles> find() {
      try {
        Field session = Session.class.getDeclaredField("nativeHandle");
        session.setAccessible(true);
        Method operation = GraphOperation.class.getDeclaredMethod("getUnsafeNativeHandle");
        operation.setAccessible(true);
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        return Optional.of(
            new Handles(lookup.unreflectGetter(session), lookup.unreflect(operation)));
      } catch (ReflectiveOperationException | InaccessibleObjectException e) {
        return Optional.empty();
      }
    }
  }

  private static FloatBuffer floats(TF_Tensor tensor) {
    return TF_TensorData(tensor)
        .capacity(TF_TensorByteSize(tensor))
        .asByteBuffer()
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public FloatDataBuffer numbers() {
    return numbers;
  }

  @Override
  public float[] predict() {
    TF_SessionRun(
        session, options, fed, inputs, 1, fetched, outputs, 1, noTargets, 0, noMetadata, status);
    status.throwExceptionIfNotOK();
    TF_Tensor output = outputs.get(TF_Tensor.class, 0);
    try {
      float[] values = new float[Math.toIntExact(TF_TensorByteSize(output) / Float.BYTES)];
      new FloatPointer(TF_TensorData(output)).get(values);
      return values;
    } finally {
      TF_DeleteTensor(output);
    }
  }

  @Override
  public void close() {
    options.close();
    status.close();
    fed.close();
    fetched.close();
    input.close();
    inputs.close();
    outputs.close();
  }
}
