package dev.lamina.engine;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.io.File;
import java.io.IOException;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.TensorFlow;

/**
 * Loads TensorFlow's native library, once, after setting the process's environment variables that
 * it reads only then, and the system property that its binding reads only then.
 *
 * <p>A Java program cannot set its own environment, so this calls the C library. What the user has
 * set is left alone.
 */
public final class NativeLibrary {
  /** Set this system property to see what TensorFlow itself has to say. */
  public static final String VERBOSE = "lamina.verbose";

  /** Lets XLA make one kernel of loops that touch less than so many bytes in each update. */
  private static final String SMALL_LOOPS =
      "--xla_backend_extra_options=xla_cpu_small_while_loop_byte_threshold=1000000";

  /** Set this environment variable, NVIDIA's own, to decide for yourself how GPUs multiply. */
  private static final String TF32 = "NVIDIA_TF32_OVERRIDE";

  private static final String FRAMEWORK = "libtensorflow_framework.so.2";

  /** What the native library takes on the disk, in bytes. */
  private static final long UNPACKED = 850L << 20;

  private NativeLibrary() {}

  /**
   * Loads the library if that was not done before, and gives its version: that of TensorFlow.
   *
   * @throws LinkageError if there is none for this machine, or it cannot be loaded
   */
  public static String load() {
    return Loaded.VERSION;
  }

  /** Whether the user wants to see what TensorFlow itself has to say. */
  public static boolean verbose() {
    return Boolean.getBoolean(VERBOSE);
  }

  private static final class Loaded {
    static final String VERSION = load();

    private static String load() {
      setUnlessSet("TF_CPP_MIN_LOG_LEVEL", verbose() ? "0" : "3");
      // Otherwise the first session's number of threads is that of all.
      setUnlessSet("TF_OVERRIDE_GLOBAL_THREADPOOL", "true");
      setUnlessSet("XLA_FLAGS", SMALL_LOOPS);
      // On by itself only where there is AVX-512, but up to twice as fast without it too.
      setUnlessSet("TF_ENABLE_ONEDNN_OPTS", "1");
      // Otherwise the first session takes all memory of every GPU, and matrix products on them
      // round their factors to 10 bits.
      setUnlessSet("TF_FORCE_GPU_ALLOW_GROWTH", "true");
      setUnlessSet(TF32, "0");
      // Otherwise every native object asks the operating system for the process's memory.
      setPropertyUnlessSet("org.bytedeco.javacpp.maxPhysicalBytes", "0");
      if (Platform.isLinux()) {
        CudaLibrary.openBrought();
      }
      try {
        String version = TensorFlow.version();
        multiplyExactly();
        return version;
      } catch (LinkageError e) {
        throw unpacked(e);
      }
    }
  }

  /**
   * Has GPUs multiply as the CPU does. By default they round factors to 10 bits (TF32), which only
   * this switch of TensorFlow's turns off for XLA as well.
   */
  private static void multiplyExactly() {
    String wanted = System.getenv(TF32);
    if (Platform.isLinux() && (wanted == null || wanted.equals("0"))) {
      Function.getFunction(FRAMEWORK, "_ZN3tsl32enable_tensor_float_32_executionEb")
          .invokeVoid(new Object[] {0});
    }
  }

  /** Whether the library is the one for GPUs. */
  static boolean isForGpus() {
    load();
    // A C++ bool, of which only the lowest byte is said.
    return Platform.isLinux()
        && (Function.getFunction(FRAMEWORK, "_ZN10tensorflow19IsGoogleCudaEnabledEv")
                    .invokeInt(new Object[0])
                & 0xff)
            != 0;
  }

  /** The same error, or what to do if it is for want of room that the library was not unpacked. */
  private static LinkageError unpacked(LinkageError e) {
    try {
      File cache = Loader.getCacheDir();
      long free = cache.getUsableSpace();
      return free >= UNPACKED
          ? e
          : new LinkageError(
              "TensorFlow's library is unpacked to %s, which has %s MB free and needs up to %s MB; make room there, or name another folder by -Dorg.bytedeco.javacpp.cachedir=DIR."
                  .formatted(cache, free >> 20, UNPACKED >> 20),
              e);
    } catch (IOException unknown) {
      e.addSuppressed(unknown);
      return e;
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

  private static void setPropertyUnlessSet(String name, String value) {
    if (System.getProperty(name, System.getProperty(name.toLowerCase(Locale.ROOT))) == null) {
      System.setProperty(name, value);
    }
  }
}
