package dev.lamina.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.browser.Browser;
import dev.lamina.browser.BrowserTest;
import dev.lamina.data.Mnist;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.model.Provenance;
import dev.lamina.model.callback.Callbacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page of the lecture's quick sections, as a browser shows it. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LecturePageTest {
  private static final List<String> SECTIONS =
      List.of("networks", "subsample", "halves", "descent", "batches");

  private Browser browser;

  @BeforeAll
  void open(@TempDir Path folder) {
    Lecture lecture =
        Lecture.in(new Setting(Device.CPU, Jit.OFF, Mnist::folder, name -> Callbacks.none()));
    PageStage page = new PageStage();
    for (String name : SECTIONS) {
      Section section = lecture.section(name);
      page.begin(section);
      section.present(page);
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
    assertThat(browser.texts("section > h2")).hasSize(SECTIONS.size() + 1);
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

  @Test
  void fitsAPhoneAndIsReadInTheDark() throws IOException {
    browser.dark(true);
    browser.resize(360, 740);

    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
    browser.screenshot("lecture-phone-dark");
    browser.dark(false);
    browser.resize(1100, 900);
    browser.screenshot("lecture-light");
  }
}
