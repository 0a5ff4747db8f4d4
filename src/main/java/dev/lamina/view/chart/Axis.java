package dev.lamina.view.chart;

/**
 * One of the two axes of a plot.
 *
 * @param label what it measures, with the unit
 * @param scale how it maps numbers to places
 */
public record Axis(String label, Scale scale) {

  /** An axis on which equal differences are equally far apart. */
  public static Axis linear(String label) {
    return new Axis(label, Scale.LINEAR);
  }

  /** The same axis on a logarithmic scale. */
  public Axis logarithmic() {
    return new Axis(label, Scale.LOGARITHMIC);
  }
}
