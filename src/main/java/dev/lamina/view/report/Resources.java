package dev.lamina.view.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** The texts that pages are made of, from the class path. */
final class Resources {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/";
  private static final String UPLOT_PROPERTIES =
      "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

  private Resources() {}

  /** A text beside this class, or, if the name begins with a slash, anywhere. */
  static String text(String name) {
    try (InputStream stream =
        Objects.requireNonNull(Resources.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of uPlot, whatever its version. */
  static String uplot(String name) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(UPLOT_PROPERTIES)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text(UPLOT + properties.getProperty("version") + "/" + name);
  }
}
