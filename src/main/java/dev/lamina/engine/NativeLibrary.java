package dev.lamina.engine;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.tensorflow.TensorFlow;

/**
 * Loads TensorFlow's native library, once, after setting the process's environment variables that
 * it reads only then.
 *
 * <p>A Java program cannot set its own environment, so this calls the C library. What the user has
 * set is left alone.
 */
final class NativeLibrary {
  /** Set this system property to see what TensorFlow itself has to say. */
  static final String VERBOSE = "lamina.verbose";

  private static final String FAST_MATH =
      "--xla_cpu_enable_fast_math=true --xla_cpu_fast_math_honor_nans=true --xla_cpu_fast_math_honor_infs=true";

  private static final String SET_MIN_LOG_LEVEL =
      "_ZN4absl12lts_2023080214SetMinLogLevelENS0_18LogSeverityAtLeastE";
  private static final int ABSEIL_ERROR = 2;
  private static final Logger LOG = LogManager.getLogger(NativeLibrary.class);

  private NativeLibrary() {}

  /** Loads the library if that was not done before, and gives its version. */
  static String load() {
    return Loaded.VERSION;
  }

  private static final class Loaded {
    static final String VERSION = load();

    private static String load() {
      setUnlessSet("TF_CPP_MIN_LOG_LEVEL", Boolean.getBoolean(VERBOSE) ? "0" : "3");
      // Otherwise the first session's number of threads is that of all.
      setUnlessSet("TF_OVERRIDE_GLOBAL_THREADPOOL", "true");
      // Lets XLA vectorize sums; NaN and infinity stay visible.
      setUnlessSet("XLA_FLAGS", FAST_MATH);
      String version = TensorFlow.version();
      if (!Boolean.getBoolean(VERBOSE)) {
        silenceAbseil();
      }
      return version;
    }
  }

  private static void setUnlessSet(String name, String value) {
    if (System.getenv(name) == null) {
      if (Platform.isWindows()) {
        Function.getFunction("ucrtbase", "_putenv_s").invokeInt(new Object[] {name, value});
      } else {
        Function.getFunction(Platform.C_LIBRARY_NAME, "setenv")
            .invokeInt(new Object[] {name, value, 1});
      }
    }
  }

  /**
   * XLA logs through Abseil, which no environment variable reaches: only its own function does,
   * where it is exported.
   */
  private static void silenceAbseil() {
    try {
      com.sun.jna.NativeLibrary.getInstance("libtensorflow_framework.so.2")
          .getFunction(SET_MIN_LOG_LEVEL)
          .invokeVoid(new Object[] {ABSEIL_ERROR});
    } catch (UnsatisfiedLinkError e) {
      LOG.debug("TensorFlow's log level stays as it is", e);
    }
  }
}
