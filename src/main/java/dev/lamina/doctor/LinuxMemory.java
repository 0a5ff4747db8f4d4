package dev.lamina.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux says of memory: files that it keeps there give way, and so count as free. */
final class LinuxMemory {
  private static final Path STATE = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

  private LinuxMemory() {}

  /** How many bytes programs can have; empty on other systems. */
  static Optional<Long> available() {
    try {
      Matcher line = AVAILABLE.matcher(Files.readString(STATE));
      return line.find() ? Optional.of(Long.parseLong(line.group(1)) * 1024) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
