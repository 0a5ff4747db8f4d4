package dev.lamina.data;

/** How a picture is brought to another size, by TensorFlow's words ({@code tf.image.resize}). */
public enum ResizeMethod {
  /** The value of the pixel that is nearest: Keras' {@code load_img}. */
  NEAREST,
  /**
   * The mean of the nearest pixels on both sides, weighted by their nearness, whatever lies between
   * them and the next: {@code "bilinear"}, Keras' {@code image_dataset_from_directory} and {@code
   * Resizing}.
   */
  BILINEAR,
  /**
   * As {@link #BILINEAR}, but over all pixels that a smaller picture's pixel covers: {@code
   * "bilinear"} with {@code antialias=True}, as Pillow resizes.
   */
  ANTIALIAS
}
