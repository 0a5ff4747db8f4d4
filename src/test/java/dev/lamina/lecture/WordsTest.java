package dev.lamina.lecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Path FOLDER =
      Path.of("src", "main", "resources", "dev", "lamina", "lecture");
  private static final Pattern VALUE = Pattern.compile("%(\\d\\$)?s");

  private static Properties read(String file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(FOLDER.resolve(file))) {
      properties.load(reader);
    }
    return properties;
  }

  @Test
  void bothLanguagesSayTheSameThings() throws IOException {
    Properties english = read("words.properties");
    Properties korean = read("words_ko.properties");

    assertThat(korean.keySet()).isEqualTo(english.keySet());
    for (String key : english.stringPropertyNames()) {
      assertThat(values(korean.getProperty(key)))
          .as(key)
          .isEqualTo(values(english.getProperty(key)));
    }
  }

  private static long values(String text) {
    return VALUE.matcher(text).results().count();
  }

  @Test
  void sharesAreWords() {
    assertThat(Words.ENGLISH.share(6430720, 39768100)).isEqualTo("1/6 of the");
    assertThat(Words.ENGLISH.share(100, 100)).isEqualTo("the same");
    assertThat(Words.ENGLISH.share(5, 2)).isEqualTo("2.50 times the");
    assertThat(Words.of("ko").share(0.59, 1)).isEqualTo("1/2");
  }

  @Test
  void namesTheLanguagesThereAre() {
    assertThatThrownBy(() -> Words.of("fr"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no language \"fr\"")
        .hasMessageContaining("en, ko");
  }
}
