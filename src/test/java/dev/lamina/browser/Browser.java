package dev.lamina.browser;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, showing one page. */
public final class Browser implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Opens a page from disk. */
  public static Browser open(Path page) {
    return open(page.toUri());
  }

  /** Opens a page of a server. */
  public static Browser open(URI page) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium().orElseThrow().toFile());
    // Containers, where tests run as root, have no sandbox and a small /dev/shm.
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(onPath("chromedriver").orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.driver.get(page.toString());
    return browser;
  }

  /** Opens the page once more. */
  public void reload() {
    driver.navigate().refresh();
  }

  static boolean isInstalled() {
    return chromium().isPresent() && onPath("chromedriver").isPresent();
  }

  private static Optional<Path> chromium() {
    return onPath("chromium");
  }

  private static Optional<Path> onPath(String program) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What the page wrote to the console, errors of loading it included. */
  public List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  /** The addresses that the page asked for, data within the page apart. */
  public List<String> requests() {
    Pattern address =
        Pattern.compile("\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]*)\"");
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> address.matcher(entry.getMessage()))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .filter(url -> !url.startsWith("data:"))
        .toList();
  }

  /** Makes the page as wide and high as a device's screen, in pixels of 1/96 inch. */
  public void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Shows the page as to somebody who asked for light or dark colours. */
  public void dark(boolean dark) {
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  /** Runs a script that returns a value. */
  public Object run(String script, Object... arguments) {
    Object value = driver.executeScript(script, arguments);
    if (value == null) {
      throw new AssertionError("this script returned nothing: " + script);
    }
    return value;
  }

  /** The first element that a CSS selector finds. */
  public WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** The texts of all elements that a CSS selector finds. */
  public List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  /** Waits until the element with an id has this text. */
  public void waitForText(String id, String text) {
    driver.manage().timeouts().implicitlyWait(LONGEST_WAIT);
    driver.findElement(By.xpath("//*[@id='%s' and text()='%s']".formatted(id, text)));
    driver.manage().timeouts().implicitlyWait(Duration.ZERO);
  }

  /** Begins a sequence of mouse and keys. */
  public Actions actions() {
    return new Actions(driver);
  }

  /** Keeps a picture of the whole page in {@code target/screenshots}. */
  public void screenshot(String name) throws IOException {
    Number height = (Number) run("return document.documentElement.scrollHeight");
    Number width = (Number) run("return window.innerWidth");
    resize(width.intValue(), height.intValue());
    Files.createDirectories(SCREENSHOTS);
    Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
