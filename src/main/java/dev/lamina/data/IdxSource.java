package dev.lamina.data;

import org.tensorflow.ndarray.Shape;

/**
 * Labelled images of a pair of IDX files, kept as bytes: x the bytes of an image divided by 255, y
 * its label.
 */
final class IdxSource implements Source {

  private static final float WHITE = 255f;

  private final Idx images;
  private final Idx labels;

  private IdxSource(Idx images, Idx labels) {
    this.images = images;
    this.labels = labels;
  }

  static IdxSource of(Idx images, Idx labels) {
    checkAxes(images, images.shape().numDimensions() > 1, "images, which have 2 axes or more");
    checkAxes(labels, labels.shape().numDimensions() == 1, "labels, which have 1 axis");
    if (images.rows() != labels.rows()) {
      throw new DataException(
          "%s holds %s images, but %s holds %s labels; give two files of the same examples"
              .formatted(images.name(), images.rows(), labels.name(), labels.rows()));
    }
    return new IdxSource(images, labels);
  }

  private static void checkAxes(Idx file, boolean fits, String expected) {
    if (!fits) {
      throw new DataException(
          ("%s should hold %s, but its shape is %s; check that the files of images and labels are "
                  + "not swapped")
              .formatted(file.name(), expected, file.shape()));
    }
  }

  @Override
  public int size() {
    return images.rows();
  }

  @Override
  public Shape xShape() {
    return Shape.of(images.width());
  }

  @Override
  public Shape yShape() {
    return Shape.of(1);
  }

  @Override
  public void x(int row, float[] into, int offset) {
    for (int i = 0; i < images.width(); i++) {
      into[offset + i] = images.value(row, i) / WHITE;
    }
  }

  @Override
  public void y(int row, float[] into, int offset) {
    into[offset] = labels.value(row, 0);
  }
}
