package dev.lamina.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Session;

/**
 * What TensorFlow Java's objects stand for in the C API, which they keep to themselves. They are
 * accessible on the class path; on the module path only if the package {@code org.tensorflow} of
 * {@code tensorflow.core.api} is opened to Lamina.
 */
final class NativeHandles {
  private static final Optional<Getters> GETTERS = Getters.find();

  private NativeHandles() {}

  /** Whether this JVM lets Lamina have them. */
  static boolean accessible() {
    return GETTERS.isPresent();
  }

  /** The session in the C API; it lives as long as the given one. */
  static TF_Session of(Session session) {
    return (TF_Session) get(GETTERS.orElseThrow().session(), session);
  }

  /** The operation of a graph in the C API; it lives as long as the graph. */
  static TF_Operation of(Operation operation) {
    return (TF_Operation) get(GETTERS.orElseThrow().operation(), operation);
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

  private record Getters(MethodHandle session, MethodHandle operation) {

    static Optional<Getters> find() {
      try {
        Field session = Session.class.getDeclaredField("nativeHandle");
        session.setAccessible(true);
        Method operation = GraphOperation.class.getDeclaredMethod("getUnsafeNativeHandle");
        operation.setAccessible(true);
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        return Optional.of(
            new Getters(lookup.unreflectGetter(session), lookup.unreflect(operation)));
      } catch (ReflectiveOperationException | InaccessibleObjectException e) {
        return Optional.empty();
      }
    }
  }
}
