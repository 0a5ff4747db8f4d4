package dev.lamina.lecture;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.text.Numbers;
import java.io.BufferedReader;
import java.io.IOException;

/** What NVIDIA's own tool says of the GPU. */
final class NvidiaSmi {
  private static final long MEBIBYTE = 1 << 20;
  private static final String NOTHING = "–";

  private NvidiaSmi() {}

  /** The memory of the GPU that this process holds, as nvidia-smi counts it; – if it does not. */
  static String memory() {
    String process = ProcessHandle.current().pid() + ", ";
    ProcessBuilder command =
        new ProcessBuilder(
            "nvidia-smi", "--query-compute-apps=pid,used_memory", "--format=csv,noheader,nounits");
    try (BufferedReader lines = command.start().inputReader(UTF_8)) {
      return lines
          .lines()
          .filter(line -> line.matches(process + "[0-9]+"))
          .findFirst()
          .map(line -> Long.parseLong(line.substring(process.length())) * MEBIBYTE)
          .map(Numbers::bytes)
          .orElse(NOTHING);
    } catch (IOException e) {
      return NOTHING;
    }
  }
}
