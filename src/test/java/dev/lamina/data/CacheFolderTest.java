package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {

  private static final Path HOME = Path.of("home").toAbsolutePath();
  private static final Path OTHER = Path.of("other").toAbsolutePath();

  @Test
  void followsTheSystemsCustom() {
    assertThat(CacheFolder.of("Linux", Map.of(), HOME)).isEqualTo(HOME.resolve(".cache/lamina"));
    assertThat(CacheFolder.of("Mac OS X", Map.of(), HOME))
        .isEqualTo(HOME.resolve("Library/Caches/lamina"));
    assertThat(CacheFolder.of("Windows 11", Map.of(), HOME))
        .isEqualTo(HOME.resolve("AppData/Local/lamina"));
  }

  @Test
  void followsTheEnvironment() {
    String other = OTHER.toString();

    assertThat(CacheFolder.of("Linux", Map.of("XDG_CACHE_HOME", other), HOME))
        .isEqualTo(OTHER.resolve("lamina"));
    assertThat(CacheFolder.of("Windows 11", Map.of("LOCALAPPDATA", other), HOME))
        .isEqualTo(OTHER.resolve("lamina"));
  }

  @Test
  void ignoresARelativeOrEmptyName() {
    assertThat(CacheFolder.of("Linux", Map.of("XDG_CACHE_HOME", "relative"), HOME))
        .isEqualTo(HOME.resolve(".cache/lamina"));
    assertThat(CacheFolder.of("Linux", Map.of("XDG_CACHE_HOME", ""), HOME))
        .isEqualTo(HOME.resolve(".cache/lamina"));
  }
}
