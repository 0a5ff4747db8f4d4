package dev.lamina.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a measurement says of the machine: was it quiet, and what did the process take. */
final class Machine {
  private static final Path STATUS = Path.of("/proc/self/status");

  private Machine() {}

  static double secondsSinceStart() {
    return (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
  }

  static void describe(ObjectNode line, double loadAtStart) {
    put(line, "peak_rss_mb", status("VmHWM"), 1024);
    line.put("cpus", Runtime.getRuntime().availableProcessors());
    line.put("java", System.getProperty("java.version"));
    line.put("loadavg1_at_start", loadAtStart);
    put(line, "involuntary_switches", status("nonvoluntary_ctxt_switches"), 1);
  }

  private static void put(ObjectNode line, String name, OptionalLong value, long unit) {
    if (value.isPresent()) {
      line.put(name, value.getAsLong() / unit);
    } else {
      line.putNull(name);
    }
  }

  /** A number of the process's status, which Linux alone writes. */
  private static OptionalLong status(String key) {
    try {
      Matcher matcher =
          Pattern.compile("^" + key + ":\\s+(\\d+)", Pattern.MULTILINE)
              .matcher(Files.readString(STATUS));
      return matcher.find()
          ? OptionalLong.of(Long.parseLong(matcher.group(1)))
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
