package dev.lamina.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The processor: how many threads it runs, and which of the instructions that matter it has.
 *
 * @param description what Linux writes of it; empty elsewhere
 * @param architecture as Java names it
 * @param threads how many run at once
 */
record ProcessorCheck(String description, String architecture, int threads) implements Check {
  private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");
  private static final String SUBJECT = "processor";
  private static final List<String> X86 =
      List.of("sse4_1", "sse4_2", "avx", "avx2", "fma", "avx512f", "avx512_vnni", "amx_tile");

  /** TensorFlow's library for x86-64 is built for processors that have it. */
  private static final String NEEDED = "avx";

  ProcessorCheck() {
    this(
        readDescription(),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
  }

  private static String readDescription() {
    try {
      return Files.readString(DESCRIPTION);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public List<Finding> findings() {
    String model = value("model name").orElse(architecture);
    List<String> flags = Arrays.asList(value("flags").orElse("").split(" ", -1));
    List<String> features = X86.stream().filter(flags::contains).toList();
    String text =
        "%s, %s, %d %s"
            .formatted(
                System.getProperty("os.name"), model, threads, threads == 1 ? "thread" : "threads");
    if (architecture.equals("amd64") && !description.isEmpty() && !features.contains(NEEDED)) {
      return List.of(
          Finding.broken(
              SUBJECT,
              text + ", without AVX",
              "TensorFlow's library needs AVX; use another machine, or let a virtual machine have its host's processor."));
    }
    String named =
        features.stream()
            .map(feature -> feature.toUpperCase(Locale.ROOT).replace('_', '.'))
            .collect(Collectors.joining(" "));
    return List.of(Finding.ok(SUBJECT, features.isEmpty() ? text : text + ", with " + named));
  }

  private Optional<String> value(String key) {
    Matcher line =
        Pattern.compile("^" + key + "\\s*: (.*)$", Pattern.MULTILINE).matcher(description);
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }
}
