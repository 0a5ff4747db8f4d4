package dev.lamina;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Listens to what a class logs. */
public final class Warnings extends AbstractAppender implements AutoCloseable {
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final Logger logger;

  public Warnings(Class<?> of) {
    super("warnings", null, null, false, Property.EMPTY_ARRAY);
    logger = (Logger) LogManager.getLogger(of);
    start();
    logger.addAppender(this);
  }

  /** The messages so far. */
  public List<String> texts() {
    return texts;
  }

  @Override
  public void append(LogEvent event) {
    Throwable thrown = event.getThrown();
    String place = thrown == null ? "" : " " + List.of(thrown.getStackTrace());
    texts.add(event.getMessage().getFormattedMessage() + place);
  }

  @Override
  public void close() {
    logger.removeAppender(this);
  }
}
