package dev.lamina.io;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadingTest {
  private static final Path FILE = Path.of("some.file");

  static Stream<Arguments> failures() {
    IOException full = new IOException("no room");
    return Stream.of(
        Arguments.of(new NoSuchFileException("x"), "There is no file some.file; check the name."),
        Arguments.of(full, "some.file cannot be read (no room); check it, or take another copy."),
        Arguments.of(
            new UncheckedIOException(full),
            "some.file cannot be read (no room); check it, or take another copy."),
        Arguments.of(
            new IndexOutOfBoundsException(),
            "some.file is damaged (IndexOutOfBoundsException); take another copy."),
        Arguments.of(
            new IllegalArgumentException("wrong"),
            "some.file is damaged (wrong); take another copy."),
        Arguments.of(
            new StackOverflowError(),
            "some.file is damaged (StackOverflowError); take another copy."),
        Arguments.of(new FileException("own words"), "own words"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whateverIsThrownIsTheDocumentedException(Throwable failure, String message) {
    assertThatThrownBy(
            () ->
                Reading.of(
                    FILE,
                    FileException::new,
                    () -> {
                      if (failure instanceof Error error) {
                        throw error;
                      }
                      throw (Exception) failure;
                    }))
        .isExactlyInstanceOf(FileException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @MethodSource("memory")
  void memoryThatIsExhaustedIsTold(OutOfMemoryError failure) {
    assertThatThrownBy(
            () ->
                Reading.of(
                    FILE,
                    FileException::new,
                    () -> {
                      throw failure;
                    }))
        .isExactlyInstanceOf(FileException.class)
        .hasMessageMatching(
            "some.file takes more memory than the .* that Java may have; give it more, as by -Xmx4g.")
        .hasCause(failure);
  }

  static Stream<OutOfMemoryError> memory() {
    return Stream.of(new OutOfMemoryError("Java heap space"));
  }
}
