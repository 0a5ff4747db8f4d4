package dev.lamina.view.chart;

import dev.lamina.io.AtomicFile;
import dev.lamina.view.Png;
import java.awt.Dimension;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes charts in the formats of files. */
final class ChartFile {
  /** How exact places in an SVG are, in places behind the point of a pixel. */
  private static final int DECIMALS = 2;

  private static final String SVG = "http://www.w3.org/2000/svg";

  private ChartFile() {}

  static void write(Chart chart, Theme theme, Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".svg")) {
      AtomicFile.write(file, svg(chart, theme).getBytes(StandardCharsets.UTF_8));
    } else if (name.endsWith(".png")) {
      AtomicFile.write(
          file, Png.paint(chart.width(), chart.height(), graphics -> chart.paint(graphics, theme)));
    } else {
      throw new IllegalArgumentException(
          "A chart is written to a file that ends in .svg or .png, but got %s.".formatted(file));
    }
  }

  static String svg(Chart chart, Theme theme) {
    Document document = document();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setPrecision(DECIMALS);
    context.setImageHandler(new InlinePng());
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    chart.paint(graphics, theme);
    graphics.setSVGCanvasSize(new Dimension(chart.width(), chart.height()));
    Element root = graphics.getRoot();
    root.setAttributeNS(null, "viewBox", "0 0 %s %s".formatted(chart.width(), chart.height()));
    root.setAttributeNS(null, "role", "img");
    label(root, "desc", chart.description());
    label(root, "title", chart.title());
    StringWriter text = new StringWriter();
    try {
      graphics.stream(root, text, true, false);
    } catch (SVGGraphics2DIOException e) {
      throw new IllegalStateException("a string could not be written to", e);
    }
    return text.toString();
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Java's own documents cannot be made", e);
    }
  }

  private static void label(Element root, String element, String text) {
    Element label = root.getOwnerDocument().createElementNS(SVG, element);
    label.setTextContent(text);
    root.insertBefore(label, root.getFirstChild());
  }

  /** Puts pictures into the SVG by Java's own encoder; Batik's is in a library of its own. */
  private static final class InlinePng extends ImageHandlerBase64Encoder {

    @Override
    public void encodeImage(RenderedImage image, OutputStream stream) {
      try {
        stream.write(Png.of(image));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
