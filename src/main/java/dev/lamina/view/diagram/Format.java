package dev.lamina.view.diagram;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The formats of pictures, by the ending of their files. */
public enum Format {
  /** Scalable Vector Graphics. */
  SVG(text(Diagram::svg)),
  /** Pixels. */
  PNG(Diagram::png),
  /** LaTeX with TikZ. */
  TEX(text(Diagram::tikz)),
  /** Mermaid. */
  MMD(text(Diagram::mermaid)),
  /** Markdown with Mermaid in it, as GitHub shows it. */
  MD(text(diagram -> "```mermaid\n" + diagram.mermaid() + "```\n")),
  /** Text. */
  TXT(text(Diagram::text));

  @SuppressWarnings("Immutable") // The functions hold nothing.
  private final Function<Diagram, byte[]> content;

  Format(Function<Diagram, byte[]> content) {
    this.content = content;
  }

  /**
   * The format that a file's ending names, in upper or lower case.
   *
   * @throws IllegalArgumentException if there is none; names all there are
   */
  public static Format of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> name.endsWith(format.ending()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The ending of %s is of no format for pictures; there are %s."
                        .formatted(file, endings())));
  }

  /** The ending of files: {@code .svg}. */
  public String ending() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  /** The endings of all formats: {@code .svg, .png} and so on. */
  public static String endings() {
    return Arrays.stream(values()).map(Format::ending).collect(Collectors.joining(", "));
  }

  /** The bytes of a file that holds the picture; text is UTF-8. */
  public byte[] draw(Diagram diagram) {
    return content.apply(diagram);
  }

  private static Function<Diagram, byte[]> text(Function<Diagram, String> text) {
    return diagram -> text.apply(diagram).getBytes(StandardCharsets.UTF_8);
  }
}
