package dev.lamina.view.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.List;

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
    // Whole pixels, repeated: viewers would blur a small picture.
    int scale = Math.max(1, PICTURE / Math.max(picture.width(), picture.height()));
    graphics.drawImage(
        picture.image(scale),
        left,
        top,
        scaled(picture.width(), picture),
        scaled(picture.height(), picture),
        null);
    graphics.drawRect(
        left, top, scaled(picture.width(), picture), scaled(picture.height(), picture));
    List<String> lines = each.caption().lines().toList();
    for (int line = 0; line < lines.size(); line++) {
      graphics.drawString(lines.get(line), left, top + PICTURE + LINE * (line + 1));
    }
  }

  private static int scaled(int side, Picture picture) {
    return Math.max(1, PICTURE * side / Math.max(picture.width(), picture.height()));
  }
}
