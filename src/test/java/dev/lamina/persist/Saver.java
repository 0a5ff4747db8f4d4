package dev.lamina.persist;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lamina.layer.FloatArray;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/**
 * A program that saves checkpoints to one folder, one after the other. It prints the number of each
 * once it is saved.
 */
final class Saver {
  private static final int SIZE = 50_000;

  private Saver() {}

  /**
   * Saves.
   *
   * @param arguments the folder, the number of the first checkpoint and how many to save
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    int first = Integer.parseInt(arguments[1]);
    int count = Integer.parseInt(arguments[2]);
    for (int number = first; number < first + count; number++) {
      checkpoint(number).write(folder);
      System.out.println(number);
    }
  }

  /** A checkpoint all of whose numbers are this one. */
  static Checkpoint checkpoint(int number) {
    Map<String, FloatArray> values = new LinkedHashMap<>();
    for (String name : new String[] {"kernel", "slot"}) {
      float[] numbers = new float[SIZE];
      Arrays.fill(numbers, number);
      values.put(name, new FloatArray(Shape.of(SIZE), numbers));
    }
    return new Checkpoint(JsonNodeFactory.instance.objectNode().put("number", number), values);
  }
}
