package dev.lamina.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.browser.Browser;
import dev.lamina.browser.BrowserTest;
import dev.lamina.data.Mnist;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.lecture.Lecture.Part;
import dev.lamina.model.Provenance;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of the lecture's quick sections, as a browser shows it. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LecturePageTest {
  private static final List<String> SLOW = List.of("2", "3F");

  private Browser browser;

  @BeforeAll
  void open(@TempDir Path folder) {
    Lecture lecture = Lecture.on(Device.CPU, Jit.OFF, Mnist::folder);
    Presentation page =
        new Presentation(new PrintWriter(Writer.nullWriter()), Words.of("ko"), Presentation.WIDTH);
    for (Part part : lecture.parts()) {
      if (!SLOW.contains(part.number())) {
        part.present(page);
      }
    }
    browser = Browser.open(page.report(Provenance.now("lamina lecture")).write(folder));
  }

  @AfterAll
  void close() {
    browser.close();
  }

  @Test
  void opensFromDiskWithoutErrorsAndAsksForNothingElse() {
    browser.reload();

    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.endsWith("index.html"));
  }

  @Test
  void hasEverySectionWithItsDiagramsAndPlots() {
    assertThat(browser.texts("section > h2")).hasSize(2 + 1);
    assertThat(browser.texts("section > h3")).hasSize(3 + 5);
    assertThat(browser.texts("nav a")).hasSize(2 + 8 + 1);
    assertThat(browser.run("return document.documentElement.lang")).isEqualTo("ko");
    assertThat(browser.texts("#provenance th")).contains("명령", "시각", "TensorFlow");
    assertThat(browser.texts(".controls button")).containsOnly("모두 보기");
    assertThat(browser.texts(".code figure")).hasSizeGreaterThanOrEqualTo(16);
    assertThat(browser.texts("figure.diagram svg")).hasSizeGreaterThanOrEqualTo(6);
    assertThat(browser.texts("figure.plot canvas")).hasSizeGreaterThanOrEqualTo(3);
    assertThat(browser.texts("pre")).isNotEmpty().noneMatch(String::isBlank);
  }

  @Test
  void saysInWordsWhatTheDiagramsShow() {
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('figure.diagram svg')]"
                    + ".every(svg => svg.querySelector('title'))"))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({"390, 844", "1280, 900"})
  void fitsItsWindow(int width, int height) throws IOException {
    browser.dark(width < 1000);
    browser.resize(width, height);

    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo((long) width);
    browser.screenshot("lecture-" + width);
    browser.dark(false);
  }

  @Test
  void everyLinkOfTheContentsLeadsSomewhere() {
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('nav a')]"
                    + ".every(a => document.getElementById(a.hash.slice(1)))"))
        .isEqualTo(true);
  }

  @Test
  void drawingsStandSideBySide() {
    browser.resize(1280, 900);

    assertThat(
            browser.run(
                "const tops = [...document.querySelectorAll('figure.diagram')]"
                    + ".map(f => f.getBoundingClientRect().top);"
                    + "return new Set(tops).size < tops.length"))
        .isEqualTo(true);
  }
}
