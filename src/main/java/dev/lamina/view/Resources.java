package dev.lamina.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** The texts that pages are made of, from the class path. */
public final class Resources {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/";
  private static final String UPLOT_PROPERTIES =
      "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

  private Resources() {}

  /** A text beside a class, or, if the name begins with a slash, anywhere. */
  public static String text(Class<?> beside, String name) {
    try (InputStream stream = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of uPlot, whatever its version: {@code dist/uPlot.min.css}. */
  public static String uplot(String name) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(Resources.class, UPLOT_PROPERTIES)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text(Resources.class, UPLOT + properties.getProperty("version") + "/" + name);
  }
}
