package dev.lamina.view.diagram;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes XML into a string. Attributes are given as names and values by turns; one of an empty
 * value is left out.
 */
final class Xml {
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter writer;
  private int depth;

  /** A step of the writer, which may throw what a string never makes it throw. */
  @FunctionalInterface
  private interface Step {
    void run() throws XMLStreamException;
  }

  /** Begins a document whose elements are all of one namespace. */
  Xml(String root, String namespace, Object... attributes) {
    try {
      writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("This Java cannot write XML: " + e.getMessage(), e);
    }
    write(
        () -> {
          writer.writeStartElement(root);
          writer.writeDefaultNamespace(namespace);
          attributes(attributes);
        });
    depth = 1;
  }

  /** Begins an element in a line of its own; {@link #end} or {@link #endBlock} ends it. */
  Xml begin(String name, Object... attributes) {
    return newLine().beginInline(name, attributes);
  }

  /** Begins an element within text; {@link #end} ends it. */
  Xml beginInline(String name, Object... attributes) {
    depth++;
    return write(
        () -> {
          writer.writeStartElement(name);
          attributes(attributes);
        });
  }

  /** Writes an element without content in a line of its own. */
  Xml empty(String name, Object... attributes) {
    newLine();
    return write(
        () -> {
          writer.writeEmptyElement(name);
          attributes(attributes);
        });
  }

  /** Writes an element that holds nothing but text in a line of its own. */
  Xml line(String name, String content, Object... attributes) {
    return begin(name, attributes).text(content).end();
  }

  /** Writes an element that holds nothing but text, within text. */
  Xml inline(String name, String content, Object... attributes) {
    return beginInline(name, attributes).text(content).end();
  }

  /** Writes text, escaped. */
  Xml text(String content) {
    return write(() -> writer.writeCharacters(content));
  }

  /** Ends the element that was begun last, right behind its content. */
  Xml end() {
    depth--;
    return write(writer::writeEndElement);
  }

  /** Ends the element that was begun last, in a line of its own. */
  Xml endBlock() {
    depth--;
    newLine();
    return write(writer::writeEndElement);
  }

  /** Ends the document, whose last character is a newline. */
  String finish() {
    endBlock().write(writer::close);
    return text.append('\n').toString();
  }

  /** A number with at most one digit behind the point. */
  static String number(double number) {
    String text = String.format(Locale.ROOT, "%.1f", number);
    String whole = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    return whole.equals("-0") ? "0" : whole;
  }

  private Xml newLine() {
    return text("\n" + "  ".repeat(depth));
  }

  private void attributes(Object... namesAndValues) throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      String text = value instanceof Double number ? number(number) : value.toString();
      if (!text.isEmpty()) {
        writer.writeAttribute(namesAndValues[i].toString(), text);
      }
    }
  }

  private Xml write(Step step) {
    try {
      step.run();
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The XML cannot be written: " + e.getMessage(), e);
    }
  }
}
