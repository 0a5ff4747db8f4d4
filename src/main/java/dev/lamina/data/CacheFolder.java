package dev.lamina.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The folder where Lamina may keep, for one user, what it can fetch again. */
final class CacheFolder {

  private CacheFolder() {}

  static Path ofThisMachine() {
    return of(
        System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static Path of(String operatingSystem, Map<String, String> environment, Path home) {
    String system = operatingSystem.toLowerCase(Locale.ROOT);
    Path caches;
    if (system.startsWith("windows")) {
      caches = named(environment, "LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
    } else if (system.startsWith("mac")) {
      caches = home.resolve("Library").resolve("Caches");
    } else {
      caches = named(environment, "XDG_CACHE_HOME", home.resolve(".cache"));
    }
    return caches.resolve("lamina");
  }

  /** The XDG specification says that a relative or empty name does not count. */
  private static Path named(Map<String, String> environment, String variable, Path otherwise) {
    Path folder = Path.of(environment.getOrDefault(variable, ""));
    return folder.isAbsolute() ? folder : otherwise;
  }
}
