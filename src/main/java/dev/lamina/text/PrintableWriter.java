package dev.lamina.text;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Writes text for a terminal, which no character of it commands: names of files hold any. */
public final class PrintableWriter extends FilterWriter {
  private static final String KEPT = "\n\t" + System.lineSeparator();

  /** A writer on top of another one. */
  public PrintableWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int character) throws IOException {
    out.write(Messages.printable(Character.toString((char) character), KEPT));
  }

  @Override
  public void write(char[] characters, int from, int count) throws IOException {
    out.write(Messages.printable(new String(characters, from, count), KEPT));
  }

  @Override
  public void write(String text, int from, int count) throws IOException {
    out.write(Messages.printable(text.substring(from, from + count), KEPT));
  }
}
