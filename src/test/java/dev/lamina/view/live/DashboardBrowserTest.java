package dev.lamina.view.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lamina.model.Model;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** The live page in a browser. */
@Tag("browser")
class DashboardBrowserTest {
  private static final String OVER = "The training is over";

  private final Dashboard dashboard = Dashboard.open(0);
  private ChromeDriver browser;

  @BeforeEach
  void open() {
    Optional<File> driver =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, "chromedriver"))
            .filter(Files::isExecutable)
            .map(Path::toFile)
            .findFirst();
    assumeThat(driver).isPresent();
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(driver.orElseThrow()).build(),
            new ChromeOptions()
                .addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"));
    browser.manage().timeouts().implicitlyWait(Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.quit();
    }
    dashboard.close();
  }

  private String state() {
    return browser.findElement(By.id("state")).getText();
  }

  private void waitForTheEnd() {
    browser.findElement(By.xpath("//*[@id='state' and text()='%s']".formatted(OVER)));
  }

  @Test
  void drawsATrainingThatBeginsAfterItWasOpened() {
    browser.get(dashboard.address().toString());
    assertThat(state()).isEqualTo("No training yet");

    try (Model model = Trainings.model()) {
      Trainings.fit(model, dashboard);
    }
    waitForTheEnd();

    assertThat(browser.findElement(By.id("status")).getText())
        .startsWith("epoch 2 of 2, 4 of 4 updates");
    assertThat(browser.findElements(By.tagName("h2")))
        .extracting(WebElement::getText)
        .containsExactly(
            "loss of every update",
            "loss per epoch",
            "meanAbsoluteError per epoch",
            "learning rate per epoch");
    assertThat(browser.findElements(By.cssSelector("canvas[aria-label]")))
        .extracting(canvas -> canvas.getDomAttribute("aria-label"))
        .hasSize(4)
        .last()
        .isEqualTo("learning rate per epoch: learning rate 0.01");
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
        .filteredOn(entry -> entry.getLevel().equals(Level.SEVERE))
        .isEmpty();
  }

  @Test
  void keepsWhatItShowsWhenTheTrainingsProgramEnds() {
    try (Model model = Trainings.model()) {
      Trainings.fit(model, dashboard);
    }
    browser.get(dashboard.address().toString());
    waitForTheEnd();

    dashboard.close();
    browser.findElement(By.id("log")).click();

    assertThat(state()).isEqualTo(OVER);
    assertThat(browser.findElements(By.cssSelector("canvas[aria-label]"))).hasSize(4);
  }
}
