package dev.lamina.view.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.view.chart.Axis;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.chart.Scale;
import dev.lamina.view.chart.Series;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a plot as the page's script takes them: thinned, rounded, null where there are
 * none.
 */
final class PlotJson {
  /** More digits than anyone sees, fewer than doubles have. */
  private static final MathContext ROUNDED = new MathContext(8);

  private static final ObjectMapper MAPPER = mapper();

  private PlotJson() {}

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.getFactory().setCharacterEscapes(new WithinScript());
    return mapper;
  }

  /** Views of the same series, over one x each. */
  static String of(List<Plot> views) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("description", views.get(0).description());
    json.set("y", axis(views.get(0).y()));
    for (Plot view : views) {
      ObjectNode node = json.withArray("/views").addObject();
      node.set("x", axis(view.x()));
      ArrayNode series = node.putArray("series");
      view.thinned().series().forEach(each -> series.add(series(each)));
    }
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and strings cannot be written as JSON", e);
    }
  }

  private static ObjectNode axis(Axis axis) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("label", axis.label())
        .put("log", axis.scale() == Scale.LOGARITHMIC);
  }

  private static ObjectNode series(Series series) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", series.name());
    json.put("mark", series.mark().name().toLowerCase(Locale.ROOT));
    numbers(json.putArray("x"), series.x());
    numbers(json.putArray("y"), series.y());
    return json;
  }

  private static void numbers(ArrayNode array, double[] numbers) {
    for (double number : numbers) {
      array.add(Double.isFinite(number) ? new BigDecimal(number, ROUNDED) : null);
    }
  }

  /** Lets no string end the script element that the JSON stands in, nor begin a comment in it. */
  private static final class WithinScript extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes['<'] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return null;
    }
  }
}
