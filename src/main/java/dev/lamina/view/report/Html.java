package dev.lamina.view.report;

import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A part of a page. Java's own serializer writes it, so no text is ever taken for markup.
 *
 * <pre>{@code
 * Html.element("p", Html.text("2 < 3")).with("class", "note")
 * }</pre>
 */
public interface Html {

  /** Puts this part into a document. */
  void appendTo(Node parent);

  /** An element with these children, without attributes. */
  static Element element(String name, Html... children) {
    return new Element(name, Map.of(), List.of(children));
  }

  /** An element that holds this text alone. */
  static Element element(String name, String text) {
    return element(name, text(text));
  }

  /** Text, shown as it is. */
  static Html text(String text) {
    return parent -> parent.appendChild(document(parent).createTextNode(text));
  }

  /**
   * A drawing in SVG or a formula in MathML.
   *
   * @param markup one well-formed element
   * @throws IllegalArgumentException if it is not well-formed
   */
  static Html markup(String markup) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      // An SVG may name its document type; nothing is to be fetched for it.
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      Node root = builder.parse(new InputSource(new StringReader(markup))).getDocumentElement();
      return parent -> parent.appendChild(document(parent).importNode(root, true));
    } catch (SAXException | IOException e) {
      throw new IllegalArgumentException(
          "Markup needs to be one well-formed element of SVG or MathML: " + e.getMessage(), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Java's own parser cannot be set up", e);
    }
  }

  /** A table of text as it is: a row for each row, the first cell of which is its heading. */
  static Html table(String caption, Table table) {
    List<Html> rows = new ArrayList<>();
    for (List<String> cells : table.rows()) {
      rows.add(row(cells.get(0), cells.subList(1, cells.size()), table.columns()));
    }
    List<Html> headings =
        table.columns().stream().map(column -> heading(heading(column), column)).toList();
    return framed(caption, element("tr").add(headings), rows);
  }

  private static Html row(String heading, List<String> cells, List<Column> columns) {
    Html.Element row = element("tr", element("th", heading).with("scope", "row"));
    for (int i = 0; i < cells.size(); i++) {
      row = row.add(cell(cells.get(i), columns.get(i + 1)));
    }
    return row;
  }

  private static Html cell(String text, Column column) {
    Html.Element cell = element("td", text);
    return column.toTheRight() ? cell : cell.with("class", "words");
  }

  private static String heading(Column column) {
    return column.heading().replace('\n', ' ');
  }

  /** A column's heading; an empty cell heads nothing. */
  private static Html heading(String name, Column column) {
    Html.Element heading =
        name.isEmpty() ? element("td") : element("th", name).with("scope", "col");
    return column.toTheRight() ? heading : heading.with("class", "words");
  }

  private static Html framed(String caption, Html headings, List<Html> rows) {
    Html table =
        element(
            "table",
            element("caption", caption),
            element("thead", headings),
            element("tbody").add(rows));
    return element("div", table).with("class", "wide");
  }

  /**
   * An element.
   *
   * @param name such as {@code p}
   * @param attributes by name
   * @param children in their order
   */
  record Element(String name, Map<String, String> attributes, List<Html> children) implements Html {

    public Element {
      attributes = Map.copyOf(attributes);
      children = List.copyOf(children);
    }

    /** The same with one more attribute, or another value of it. */
    public Element with(String attribute, String value) {
      Map<String, String> more = new HashMap<>(attributes);
      more.put(attribute, value);
      return new Element(name, more, children);
    }

    /** The same with more children, behind those there are. */
    public Element add(List<? extends Html> more) {
      List<Html> all = new ArrayList<>(children);
      all.addAll(more);
      return new Element(name, attributes, all);
    }

    /** The same with more children, behind those there are. */
    public Element add(Html... more) {
      return add(List.of(more));
    }

    @Override
    public void appendTo(Node parent) {
      org.w3c.dom.Element element = document(parent).createElement(name);
      attributes.forEach(element::setAttribute);
      children.forEach(child -> child.appendTo(element));
      parent.appendChild(element);
    }
  }

  private static Document document(Node node) {
    return node instanceof Document document ? document : node.getOwnerDocument();
  }

  /** This part as the text of an HTML document. */
  default String write() {
    try {
      Document document =
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().newDocument();
      appendTo(document);
      Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
      writer.setOutputProperty(OutputKeys.METHOD, "html");
      writer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      writer.setOutputProperty(OutputKeys.INDENT, "no");
      writer.setOutputProperty(OutputKeys.DOCTYPE_SYSTEM, "about:legacy-compat");
      StringWriter text = new StringWriter();
      writer.transform(new DOMSource(document), new StreamResult(text));
      return text.toString();
    } catch (ParserConfigurationException | TransformerException e) {
      throw new IllegalStateException("Java's own writer of HTML failed", e);
    }
  }
}
