package dev.lamina.engine;

import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Optional;

/**
 * NVIDIA's driver, asked whether it works before TensorFlow asks it: where a GPU is there but
 * cannot be used (full, lent to one other process alone, faulty), TensorFlow ends the process.
 */
final class CudaDriver {
  /** The oldest that CUDA 12's libraries work with: 12.0. */
  private static final int OLDEST = 12000;

  private final NativeLibrary library;

  private CudaDriver(NativeLibrary library) {
    this.library = library;
  }

  /** Why no GPU can be used; empty if nothing speaks against it. */
  static Optional<String> obstacle() {
    CudaLibrary driver = CudaLibrary.driver();
    return driver.isThere()
        ? Optional.of(new CudaDriver(NativeLibrary.getInstance(driver.name())).failure())
            .filter(failure -> !failure.isEmpty())
        : Optional.of("NVIDIA's driver is not installed (%s)".formatted(driver.problem()));
  }

  private String failure() {
    IntByReference answer = new IntByReference();
    int status = call("cuInit", 0);
    if (status == 0) {
      status = call("cuDriverGetVersion", answer);
    }
    if (status == 0 && answer.getValue() < OLDEST) {
      return "NVIDIA's driver is for CUDA %s and older, but CUDA 12 is needed"
          .formatted(version(answer.getValue()));
    }
    if (status == 0) {
      status = call("cuDeviceGetCount", answer);
    }
    int count = answer.getValue();
    for (int i = 0; i < count && status == 0; i++) {
      // Not given back: what TensorFlow then asks for is the same.
      status = call("cuDevicePrimaryCtxRetain", new PointerByReference(), i);
      if (status != 0) {
        return "GPU %s cannot be used: %s".formatted(i, error(status));
      }
    }
    if (status != 0) {
      return "NVIDIA's driver says: " + error(status);
    }
    return count == 0 ? "NVIDIA's driver finds none" + hidden() : "";
  }

  private int call(String function, Object... arguments) {
    return library.getFunction(function).invokeInt(arguments);
  }

  private String error(int status) {
    PointerByReference text = new PointerByReference();
    return (call("cuGetErrorString", status, text) == 0
            ? text.getValue().getString(0)
            : "error " + status)
        + hidden();
  }

  private static String hidden() {
    return Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES"))
        .map(" (CUDA_VISIBLE_DEVICES is \"%s\")"::formatted)
        .orElse("");
  }

  /** 12050 is 12.5. */
  static String version(int number) {
    return "%s.%s".formatted(number / 1000, number % 1000 / 10);
  }
}
