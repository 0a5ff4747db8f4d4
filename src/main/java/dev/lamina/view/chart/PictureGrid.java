package dev.lamina.view.chart;

import dev.lamina.data.Dataset;
import dev.lamina.data.Example;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Weight;
import dev.lamina.network.Network;
import dev.lamina.network.PlacedLayer;
import dev.lamina.text.Numbers;
import dev.lamina.train.metric.ClassNumbers;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;

/**
 * Pictures beside and below each other: digits, mistakes, weights.
 *
 * @param title what is to be seen, in a few words
 * @param description what is to be seen, for people who do not see it
 * @param pictures from left to right, then down
 */
public record PictureGrid(String title, String description, List<Captioned> pictures)
    implements Chart {
  private static final int MARGIN = 16;
  private static final int TITLE = 44;
  private static final int CELL = 112;
  private static final int PICTURE = 84;
  private static final int LINE = 15;
  private static final int GAP = 12;
  private static final int MOST_COLUMNS = 8;

  public PictureGrid {
    pictures = List.copyOf(pictures);
  }

  /**
   * A picture and the words below it.
   *
   * @param picture the picture
   * @param caption short lines; may be empty
   * @param description for people who do not see it
   */
  public record Captioned(Picture picture, String caption, String description) {}

  /**
   * Examples from all over a data set and their classes; nothing if they are no pictures.
   *
   * @param most how many are shown at most
   */
  public static Optional<PictureGrid> examples(String title, Dataset data, int most) {
    int count = Math.min(most, data.size());
    return Picture.shapeOf(data.xShape())
        .map(
            shape ->
                new PictureGrid(
                    title,
                    "%s: %s of %s".formatted(title, count, Numbers.count(data.size())),
                    IntStream.range(0, count)
                        .mapToLong(i -> (long) i * data.size() / count)
                        .mapToObj(place -> captioned(shape, data.get((int) place), data.classes()))
                        .toList()));
  }

  private static Captioned captioned(Shape shape, Example example, List<String> classes) {
    float[] y = example.y();
    String target = y.length == 1 && !classes.isEmpty() ? classes.get((int) y[0]) : target(y);
    return new Captioned(
        Picture.of(shape, example.x()), target, target.isEmpty() ? "A picture" : "A " + target);
  }

  private static String target(float[] y) {
    return switch (y.length) {
      case 0 -> "";
      case 1 -> y[0] == Math.rint(y[0]) ? String.valueOf((long) y[0]) : String.valueOf(y[0]);
      default -> String.valueOf(ClassNumbers.mostProbable(y));
    };
  }

  /**
   * The weights of each node of a network's first layer, blue where ink speaks for the node and
   * orange where it speaks against it; nothing unless the inputs are pictures and the layer has a
   * kernel over all pixels ({@code dense}) or over a window of them ({@code conv2D}).
   *
   * @param weights by name, as {@code Model.weights} gives them
   * @param most how many nodes are shown at most
   */
  public static Optional<PictureGrid> weights(
      String title, Network network, Map<String, FloatArray> weights, int most) {
    return network.layers().stream()
        .filter(PlacedLayer::counts)
        .findFirst()
        .flatMap(first -> weights(title, network.inputShape(), first, weights, most));
  }

  /**
   * As {@link #weights}, of what was added to the initial weights: what training has learned stands
   * out from the noise that it began with.
   *
   * @param seed of the initial weights
   */
  public static Optional<PictureGrid> weightChanges(
      String title, Network network, Map<String, FloatArray> weights, long seed, int most) {
    Map<String, FloatArray> initial = network.initialWeights(seed);
    Map<String, FloatArray> changes = new HashMap<>(weights);
    changes.replaceAll((name, now) -> minus(now, Objects.requireNonNull(initial.get(name))));
    return weights(title, network, changes, most);
  }

  private static FloatArray minus(FloatArray values, FloatArray others) {
    float[] differences = values.values().clone();
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= others.values()[i];
    }
    return new FloatArray(values.shape(), differences);
  }

  private static Optional<PictureGrid> weights(
      String title, Shape input, PlacedLayer layer, Map<String, FloatArray> weights, int most) {
    for (Weight weight : layer.weights()) {
      if (weight.name().equals("kernel")) {
        FloatArray kernel = Objects.requireNonNull(weights.get(layer.nameOf(weight)));
        return pixels(input, kernel.shape())
            .map(shape -> weights(title, shape, kernel.values(), most));
      }
    }
    return Optional.empty();
  }

  /** The pixels that one node looks at. The last axis of a kernel is that of the nodes. */
  private static Optional<Shape> pixels(Shape input, Shape kernel) {
    return switch (kernel.numDimensions()) {
      case 2 -> Picture.shapeOf(input).filter(whole -> whole.size() == kernel.get(0));
      case 4 -> Picture.shapeOf(kernel.take(3));
      default -> Optional.empty();
    };
  }

  private static PictureGrid weights(String title, Shape shape, float[] values, int most) {
    int nodes = (int) (values.length / shape.size());
    float strongest = 0;
    for (float value : values) {
      strongest = Math.max(strongest, Math.abs(value));
    }
    List<Captioned> pictures = new ArrayList<>();
    for (int node = 0; node < Math.min(nodes, most); node++) {
      float[] own = new float[values.length / nodes];
      for (int i = 0; i < own.length; i++) {
        own[i] = values[i * nodes + node];
      }
      pictures.add(
          new Captioned(
              Picture.signed(shape, own, strongest), "", "The weights of node " + (node + 1)));
    }
    String description =
        String.format(
            Locale.ROOT,
            "%s: %d of %d nodes; blue is positive, up to %.3g, orange negative",
            title,
            pictures.size(),
            nodes,
            strongest);
    return new PictureGrid(title, description, pictures);
  }

  private int columns() {
    return Math.max(1, Math.min(MOST_COLUMNS, pictures.size()));
  }

  private int rows() {
    return (pictures.size() + columns() - 1) / columns();
  }

  private int captionLines() {
    return pictures.stream().mapToInt(each -> (int) each.caption().lines().count()).max().orElse(0);
  }

  private int cellHeight() {
    return PICTURE + GAP + LINE * captionLines();
  }

  @Override
  public int width() {
    return 2 * MARGIN + MOST_COLUMNS * CELL;
  }

  @Override
  public int height() {
    return TITLE + rows() * cellHeight() + MARGIN;
  }

  @Override
  public void paint(Graphics2D graphics, Theme theme) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.decode(theme.background()));
    graphics.fillRect(0, 0, width(), height());
    graphics.setColor(Color.decode(theme.text()));
    graphics.setFont(ChartStyle.TITLE);
    graphics.drawString(title, MARGIN, TITLE - MARGIN);
    graphics.setFont(ChartStyle.SMALL);
    for (int i = 0; i < pictures.size(); i++) {
      int left = MARGIN + i % columns() * CELL;
      int top = TITLE + i / columns() * cellHeight();
      paint(graphics, pictures.get(i), left, top);
    }
  }

  private static void paint(Graphics2D graphics, Captioned each, int left, int top) {
    Picture picture = each.picture();
    int longer = Math.max(picture.width(), picture.height());
    int width = Math.max(1, PICTURE * picture.width() / longer);
    int height = Math.max(1, PICTURE * picture.height() / longer);
    // Whole pixels, repeated: viewers would blur a small picture.
    int scale = Math.max(1, PICTURE / longer);
    graphics.drawImage(picture.image(scale), left, top, width, height, null);
    graphics.drawRect(left, top, width, height);
    List<String> lines = each.caption().lines().toList();
    for (int line = 0; line < lines.size(); line++) {
      graphics.drawString(lines.get(line), left, top + PICTURE + LINE * (line + 1));
    }
  }
}
