package dev.lamina.model.tensorboard;

import com.google.protobuf.ByteString;
import dev.lamina.data.Dataset;
import dev.lamina.layer.Shapes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Examples as pictures. Their lowest value is black and their highest white, whatever they are.
 *
 * @param images the examples, of shape {@code [height, width]} or {@code [height, width, channels]}
 */
record Pictures(Dataset images) {
  private static final int GREY = 1;
  private static final int COLOUR = 3;

  Pictures {
    Shape shape = images.xShape();
    boolean plane = shape.numDimensions() == 2;
    boolean volume = shape.numDimensions() == 3 && (shape.get(2) == GREY || shape.get(2) == COLOUR);
    if (!plane && !volume) {
      throw new IllegalArgumentException(
          "images need examples of [height, width] or [height, width, 1 or 3], but got %s; reshape the data set."
              .formatted(Shapes.text(shape)));
    }
  }

  /** TensorBoard's form: the width, the height, and every picture as PNG. */
  TensorProto tensor() {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_STRING)
            .setTensorShape(
                TensorShapeProto.newBuilder()
                    .addDim(TensorShapeProto.Dim.newBuilder().setSize(2 + images.size())))
            .addStringVal(ByteString.copyFromUtf8(Integer.toString(width())))
            .addStringVal(ByteString.copyFromUtf8(Integer.toString(height())));
    float[] values = values();
    int size = Math.toIntExact(images.xShape().size());
    for (int i = 0; i < images.size(); i++) {
      tensor.addStringVal(png(values, i * size));
    }
    return tensor.build();
  }

  private int height() {
    return Math.toIntExact(images.xShape().get(0));
  }

  private int width() {
    return Math.toIntExact(images.xShape().get(1));
  }

  /** All pixels, from 0 for black to 1 for white. */
  private float[] values() {
    float[] values = new float[Math.toIntExact(images.size() * images.xShape().size())];
    int size = Math.toIntExact(images.xShape().size());
    int[] order = images.order(0);
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(example(order[i], size), 0, values, i * size, size);
    }
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = max > min ? (values[i] - min) / (max - min) : 0;
    }
    return values;
  }

  private float[] example(int row, int size) {
    float[] example = new float[size];
    images.readX(row, 1, example);
    return example;
  }

  private ByteString png(float[] values, int begin) {
    int channels = Math.toIntExact(images.xShape().size() / height() / width());
    BufferedImage picture =
        new BufferedImage(
            width(),
            height(),
            channels == GREY ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    for (int pixel = 0; pixel < width() * height(); pixel++) {
      for (int channel = 0; channel < channels; channel++) {
        int level = Math.round(255 * values[begin + pixel * channels + channel]);
        picture.getRaster().setSample(pixel % width(), pixel / width(), channel, level);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    // ImageIO's own stream would keep a copy in a file.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
      ImageIO.write(picture, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture could not be written into memory", e);
    }
    return ByteString.copyFrom(png.toByteArray());
  }
}
