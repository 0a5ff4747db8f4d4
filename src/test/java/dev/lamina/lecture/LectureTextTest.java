package dev.lamina.lecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lamina.data.Mnist;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.text.DisplayWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole text of each section in both languages, but for what depends on the machine. {@code
 * -Dlecture.renew=true} writes the files anew, to be read before they are kept.
 */
@Tag("trains")
class LectureTextTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "lecture");

  /** Boxes, and edges in Braille. */
  private static final Pattern DRAWING = Pattern.compile("[│╭╰⠀-⣿]");

  /** The sections that train for long. */
  private static final List<String> LONG = List.of("2", "3F");

  private static final Lecture LECTURE = Lecture.on(Device.CPU, Jit.AUTO, Mnist::folder);

  static Stream<Arguments> sections() {
    List<String> words = List.of("1", "2", "3A", "3B", "3C", "3D", "3E", "3F");
    return Words.LANGUAGES.stream()
        .flatMap(
            language ->
                words.stream()
                    .filter(word -> language.equals("en") || !LONG.contains(word))
                    .map(word -> Arguments.of(word, language)));
  }

  static List<String> longSections() {
    return LONG;
  }

  /** Their trainings are the same in both languages. */
  @ParameterizedTest
  @MethodSource("longSections")
  @Tag("slow")
  void isWhatItWasInKorean(String word) throws IOException {
    isWhatItWas(word, "ko");
  }

  @ParameterizedTest
  @MethodSource("sections")
  void isWhatItWas(String word, String language) throws IOException {
    assumeThat(word.equals("2") && Device.found().contains(Device.GPU)).isFalse();
    String text = RecordedPresentation.of(LECTURE, word, Words.of(language)).text();
    String timeless = withoutTimes(text);
    Path file = FOLDER.resolve(word + "." + language + ".txt");
    if (Boolean.getBoolean("lecture.renew")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, timeless);
    }

    assertThat(timeless).isEqualTo(Files.readString(file));
    assertThat(text.lines().filter(line -> !DRAWING.matcher(line).find()))
        .allMatch(line -> DisplayWidth.of(line) <= Presentation.WIDTH);
  }

  /** Stands # for seconds and microseconds, and leaves out what is said of missing GPUs. */
  private static String withoutTimes(String text) {
    return text.replaceAll("(?m)^((?:seconds|µs per update|초|업데이트당 µs) ).*$", "$1 #")
        .replaceAll("(?m)^( *(?:500|200,000) +[0-9,]+ +[0-9,]+ ).*?((?:360|–) +.*)$", "$1# $2")
        .replaceAll("(here it took|여기서는) [0-9.]+", "$1 #")
        .replaceAll("(its training took|학습 시간이) .*?( time|배| 이다)", "$1 #")
        .replaceAll("(?s)(The GPU's column|GPU의 열은).*?\n\n", "");
  }
}
