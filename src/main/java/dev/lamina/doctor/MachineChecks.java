package dev.lamina.doctor;

import com.sun.management.OperatingSystemMXBean;
import dev.lamina.doctor.Finding.Status;
import dev.lamina.io.Folders;
import dev.lamina.model.Provenance;
import dev.lamina.text.Numbers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The quick checks: Java, Lamina, the processor, memory, and the folders that are written to. */
final class MachineChecks {
  /** The instructions of x86-64 that matter. */
  private static final List<String> X86 =
      List.of("sse4_1", "sse4_2", "avx", "avx2", "fma", "avx512f", "avx512_vnni", "amx_tile");

  /** What MNIST takes in both Java and TensorFlow, and TensorFlow itself. */
  private static final long ENOUGH_MEMORY = 1_500_000_000;

  private static final long LITTLE_SPACE = 1_000_000_000;
  private static final String LIBRARIES = "org.bytedeco.javacpp.cachedir";

  private MachineChecks() {}

  /**
   * Makes all of them.
   *
   * @param dataCache where MNIST is kept when it was fetched
   */
  static List<Finding> all(Path dataCache) {
    return List.of(
        java(), lamina(), processor(), memory(), temporary(), libraries(), data(dataCache));
  }

  private static Finding java() {
    return Finding.ok(
        "Java",
        "%s, %s by %s, in %s"
            .formatted(
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vendor"),
                System.getProperty("java.home")));
  }

  private static Finding lamina() {
    String place =
        Optional.ofNullable(MachineChecks.class.getProtectionDomain().getCodeSource())
            .map(source -> source.getLocation())
            .map(url -> ", from " + url.getPath())
            .orElse("");
    return Finding.ok("Lamina", Provenance.laminaVersion() + place);
  }

  private static Finding processor() {
    return processor(
        contents(Path.of("/proc/cpuinfo")),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
  }

  /**
   * How many threads the processor runs, and which of the instructions that matter it has.
   *
   * @param description what Linux writes of it; empty elsewhere
   * @param architecture as Java names it
   */
  static Finding processor(String description, String architecture, int threads) {
    String model = value("model name", description).orElse(architecture);
    List<String> flags = Arrays.asList(value("flags", description).orElse("").split(" ", -1));
    List<String> features = X86.stream().filter(flags::contains).toList();
    String text =
        "%s, %s, %s %s"
            .formatted(
                System.getProperty("os.name"), model, threads, threads == 1 ? "thread" : "threads");
    // TensorFlow's library for x86-64 is built for processors that have AVX.
    if (architecture.equals("amd64") && !description.isEmpty() && !features.contains("avx")) {
      return Finding.broken(
          "processor",
          text + ", without AVX",
          "TensorFlow's library needs AVX; use another machine, or let a virtual machine have its host's processor.");
    }
    String named =
        features.stream()
            .map(feature -> feature.toUpperCase(Locale.ROOT).replace('_', '.'))
            .collect(Collectors.joining(" "));
    return Finding.ok("processor", features.isEmpty() ? text : text + ", with " + named);
  }

  private static Optional<String> value(String key, String description) {
    return find("(?m)^" + key + "\\s*: (.*)$", description);
  }

  private static Finding memory() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    // Files that Linux keeps in memory give way, and so count as free.
    long free =
        find("MemAvailable:\\s+(\\d+) kB", contents(Path.of("/proc/meminfo")))
            .map(kilobytes -> Long.parseLong(kilobytes) * 1024)
            .orElseGet(system::getFreeMemorySize);
    return memory(system.getTotalMemorySize(), free, Runtime.getRuntime().maxMemory());
  }

  /**
   * How much memory there is.
   *
   * @param total bytes that this machine or its container has
   * @param free bytes of them that programs can have
   * @param heap the most bytes that Java may take; TensorFlow's tensors are outside of them
   */
  static Finding memory(long total, long free, long heap) {
    String text =
        "%s, %s free; Java's heap may take %s"
            .formatted(Numbers.bytes(total), Numbers.bytes(free), Numbers.bytes(heap));
    return total < ENOUGH_MEMORY || free < ENOUGH_MEMORY
        ? Finding.warning(
            "memory",
            text,
            "All of MNIST takes about %s; end other programs, or train on less."
                .formatted(Numbers.bytes(ENOUGH_MEMORY)))
        : Finding.ok("memory", text);
  }

  private static Finding temporary() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    return folder(
        "temporary",
        folder,
        folder,
        Status.BROKEN,
        "Training needs a folder for temporary files; make it writable, or name another one by -Djava.io.tmpdir=FOLDER.");
  }

  /** Where TensorFlow's library is unpacked. JavaCPP looks for another place if it has to. */
  private static Finding libraries() {
    Path usual = Path.of(System.getProperty("user.home"), ".javacpp", "cache");
    Path folder = Path.of(System.getProperty(LIBRARIES, usual.toString()));
    return folder(
        "library cache",
        folder,
        Folders.nearestThere(folder),
        Status.WARNING,
        "TensorFlow's library is unpacked elsewhere, if it can be; make the folder writable, or name another one by -D%s=FOLDER."
            .formatted(LIBRARIES));
  }

  static Finding data(Path folder) {
    return folder(
        "data cache",
        folder,
        Folders.nearestThere(folder),
        Status.WARNING,
        "MNIST cannot be kept there once it is fetched; make the folder writable, or set XDG_CACHE_HOME to one that is.");
  }

  /**
   * Whether a folder can be written to, and how much space is left in it.
   *
   * @param there the folder, or where it is made when it is needed
   * @param otherwise how it is if it cannot be written to
   * @param advice what to do then
   */
  static Finding folder(String subject, Path folder, Path there, Status otherwise, String advice) {
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      return new Finding(subject, otherwise, folder + " cannot be written to", advice);
    }
    try {
      long free = Files.getFileStore(there).getUsableSpace();
      String text = "%s, %s free".formatted(folder, Numbers.bytes(free));
      return free < LITTLE_SPACE
          ? Finding.warning(subject, text, "Make room there: it may not suffice.")
          : Finding.ok(subject, text);
    } catch (IOException e) {
      return new Finding(subject, otherwise, folder + " cannot be read (" + e + ")", advice);
    }
  }

  /** What a file says; empty if it is not there, as Linux's are elsewhere. */
  static String contents(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  /** The first group of the first match. */
  static Optional<String> find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
