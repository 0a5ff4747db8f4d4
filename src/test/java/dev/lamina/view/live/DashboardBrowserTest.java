package dev.lamina.view.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.browser.Browser;
import dev.lamina.browser.BrowserTest;
import dev.lamina.model.Model;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The live page in a browser. */
@BrowserTest
class DashboardBrowserTest {
  private static final String OVER = "The training is over";

  private final Dashboard dashboard = Dashboard.open(0);

  @AfterEach
  void close() {
    dashboard.close();
  }

  private Browser browser() {
    return Browser.open(dashboard.address());
  }

  private static void waitForTheEnd(Browser browser) {
    browser.waitForText("state", OVER);
  }

  private static List<?> descriptions(Browser browser) {
    return (List<?>)
        browser.run(
            "return [...document.querySelectorAll('canvas')].map(canvas => canvas.getAttribute('aria-label'))");
  }

  @Test
  void drawsATrainingThatBeginsAfterItWasOpened() throws IOException {
    try (Browser browser = browser();
        Model model = Trainings.model()) {
      assertThat(browser.texts("#state")).containsExactly("No training yet");

      Trainings.fit(model, dashboard);
      waitForTheEnd(browser);

      assertThat(browser.find("#status").getText()).startsWith("epoch 2 of 2, 4 of 4 updates");
      assertThat(browser.texts("h2"))
          .containsExactly(
              "loss of every update",
              "loss per epoch",
              "meanAbsoluteError per epoch",
              "learning rate per epoch");
      assertThat(descriptions(browser))
          .hasSize(4)
          .last()
          .isEqualTo("learning rate per epoch: learning rate 0.01");
      assertThat(browser.console()).isEmpty();
      assertThat(browser.requests())
          .isNotEmpty()
          .allMatch(url -> url.startsWith(dashboard.address().toString()));
      browser.resize(390, 844);
      browser.screenshot("live");
    }
  }

  @Test
  void keepsWhatItShowsWhenTheTrainingsProgramEnds() {
    try (Browser browser = browser();
        Model model = Trainings.model()) {
      Trainings.fit(model, dashboard);
      waitForTheEnd(browser);

      dashboard.close();
      browser.find("#log").click();

      assertThat(browser.texts("#state")).containsExactly(OVER);
      assertThat(descriptions(browser)).hasSize(4);
    }
  }
}
