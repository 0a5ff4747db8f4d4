package dev.lamina.engine;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What NVIDIA's driver says of itself and its GPUs, by its library for monitoring, which uses none
 * of their memory.
 *
 * @param driver its version
 * @param cuda the newest CUDA that it supports, as 12.5
 * @param cards the GPUs in the machine, in the order of the bus
 */
public record Nvml(String driver, String cuda, List<Card> cards) {
  /** The library. */
  public static final String LIBRARY = "libnvidia-ml.so.1";

  private static final int TEXT = 96;

  /**
   * A GPU.
   *
   * @param name as NVIDIA sells it
   * @param capability its compute capability, as 9.0
   * @param total bytes of memory
   * @param free those that no process has taken
   */
  public record Card(String name, String capability, long total, long free) {}

  /**
   * Asks the driver; empty if it does not answer.
   *
   * @throws UnsatisfiedLinkError if the library is not there
   */
  public static Optional<Nvml> ask() {
    try (NativeLibrary library = NativeLibrary.getInstance(LIBRARY)) {
      if (failed(library, "nvmlInit_v2")) {
        return Optional.empty();
      }
      try {
        IntByReference cuda = new IntByReference();
        String driver = text(library, "nvmlSystemGetDriverVersion");
        return failed(library, "nvmlSystemGetCudaDriverVersion", cuda)
            ? Optional.empty()
            : Optional.of(
                new Nvml(driver, CudaDriver.version(cuda.getValue()), List.copyOf(cards(library))));
      } finally {
        failed(library, "nvmlShutdown");
      }
    }
  }

  private static List<Card> cards(NativeLibrary library) {
    List<Card> cards = new ArrayList<>();
    IntByReference count = new IntByReference();
    if (failed(library, "nvmlDeviceGetCount_v2", count)) {
      return cards;
    }
    for (int i = 0; i < count.getValue(); i++) {
      PointerByReference handle = new PointerByReference();
      // A GPU may be there that this user may not ask of.
      if (!failed(library, "nvmlDeviceGetHandleByIndex_v2", i, handle)) {
        cards.add(card(library, handle.getValue()));
      }
    }
    return cards;
  }

  private static Card card(NativeLibrary library, Pointer handle) {
    IntByReference major = new IntByReference();
    IntByReference minor = new IntByReference();
    // Three numbers: all, free and used.
    try (Memory memory = new Memory(3 * Long.BYTES)) {
      memory.clear();
      failed(library, "nvmlDeviceGetCudaComputeCapability", handle, major, minor);
      failed(library, "nvmlDeviceGetMemoryInfo", handle, memory);
      return new Card(
          text(library, "nvmlDeviceGetName", handle),
          "%s.%s".formatted(major.getValue(), minor.getValue()),
          memory.getLong(0),
          memory.getLong(Long.BYTES));
    }
  }

  private static boolean failed(NativeLibrary library, String function, Object... arguments) {
    return library.getFunction(function).invokeInt(arguments) != 0;
  }

  private static String text(NativeLibrary library, String function, Object... of) {
    try (Memory memory = new Memory(TEXT)) {
      memory.clear();
      List<Object> arguments = new ArrayList<>(List.of(of));
      arguments.add(memory);
      arguments.add(TEXT);
      failed(library, function, arguments.toArray());
      return memory.getString(0, StandardCharsets.UTF_8.name());
    }
  }
}
