package dev.lamina.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.io.Limits.LimitedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
  @TempDir private Path folder;

  @Test
  void multipliesSizesWithoutOverflow() {
    assertThat(Limits.elements()).isEqualTo(1);
    assertThat(Limits.elements(2, 3)).isEqualTo(6);
    assertThat(Limits.elements(2, 0, 3)).isZero();
    assertThat(Limits.elements(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    assertThat(Limits.elements(-1)).isEqualTo(-1);
    assertThat(Limits.elements(0, 1L << 60)).isEqualTo(-1);
    assertThat(Limits.elements(1L << 32, 1L << 32)).isEqualTo(-1);
    assertThat(Limits.elements(new long[65])).isEqualTo(-1);
  }

  @Test
  void readsNoMoreThanIsAllowed() throws IOException {
    byte[] bytes = new byte[100];

    assertThat(Limits.readAll(new ByteArrayInputStream(bytes), 100)).isEqualTo(bytes);
    assertThatThrownBy(() -> Limits.readAll(new ByteArrayInputStream(bytes), 99))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("it holds more than the 99 B that are read");
  }

  @Test
  void readsSoManyCharactersInOnePiece() throws IOException {
    try (LimitedReader text = new LimitedReader(new StringReader("abcdefgh"), 3)) {
      assertThat(text.read(new char[3], 0, 3)).isEqualTo(3);
      text.more();
      assertThat(text.read()).isEqualTo('d');
      assertThatThrownBy(() -> text.read(new char[3], 0, 3)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aPictureHasPixelsForItsBytes() {
    assertThat(Limits.pixels(35)).isLessThan(2_000_000);
    assertThat(Limits.pixels(4200))
        .isGreaterThanOrEqualTo(Math.min(1 << 24, Limits.pixels(1 << 30)));
    assertThat(Limits.pixels(1 << 30)).isEqualTo(Runtime.getRuntime().maxMemory() / 48);
  }

  @Test
  void anArchiveIsWholeAndItsMembersHaveNamesOfTheirOwn() throws IOException {
    Path file = folder.resolve("a.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : List.of("one", "two")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(US_ASCII));
      }
    }
    try (Archive archive = new Archive(file)) {
      assertThat(archive.names()).containsExactly("one", "two");
      assertThat(archive.bytes("one", 10)).isEqualTo("one".getBytes(US_ASCII));
      assertThatThrownBy(() -> archive.bytes("two", 2)).isInstanceOf(IOException.class);
    }
    byte[] bytes = Files.readAllBytes(file);
    String twice = new String(bytes, ISO_8859_1).replace("two", "one");
    Files.writeString(file, twice, ISO_8859_1);
    assertThatThrownBy(() -> new Archive(file).close())
        .isInstanceOf(ZipException.class)
        .hasMessage("two of its members have one name");
  }
}
