package dev.lamina.data;

import dev.lamina.network.Part;
import dev.lamina.network.Parts;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.tensorflow.ndarray.Shape;

/** Examples that are made of others. */
final class Combined {

  private Combined() {}

  /** Examples as one, each part with an axis more in front, along which they lie. */
  static Example beside(List<Example> examples) {
    Example first = examples.get(0);
    return new Example(
        beside(first.inputs(), examples.size()),
        interleaved(first.inputs(), examples, Example::x),
        beside(first.targets(), examples.size()),
        interleaved(first.targets(), examples, Example::y));
  }

  private static Parts beside(Parts parts, int count) {
    return new Parts(
        parts.list().stream()
            .map(part -> new Part(part.name(), part.shape().prepend(count)))
            .toList());
  }

  private static float[] interleaved(
      Parts parts, List<Example> examples, Function<Example, float[]> numbers) {
    float[] all = new float[Example.width(parts) * examples.size()];
    int to = 0;
    int from = 0;
    for (Part part : parts.list()) {
      int width = (int) part.shape().size();
      for (Example example : examples) {
        System.arraycopy(numbers.apply(example), from, all, to, width);
        to += width;
      }
      from += width;
    }
    return all;
  }

  /** An example with zeros behind its numbers along each axis, up to a larger shape. */
  static Example padded(Example example, Shape x, Shape y) {
    return new Example(
        x, padded("x", example.xShape(), example.x(), x),
        y, padded("y", example.yShape(), example.y(), y));
  }

  private static float[] padded(String what, Shape shape, float[] numbers, Shape wanted) {
    if (shape.equals(wanted)) {
      return numbers;
    }
    boolean fits = shape.numDimensions() == wanted.numDimensions();
    for (int axis = 0; fits && axis < wanted.numDimensions(); axis++) {
      fits = shape.get(axis) <= wanted.get(axis);
    }
    if (!fits) {
      throw new DataException(
          "%s of shape %s cannot be padded to %s; give a shape that is as large along every axis, or cut the examples before."
              .formatted(what, shape, wanted));
    }
    float[] all = new float[Example.width(what, wanted)];
    int rank = shape.numDimensions();
    int line = rank == 0 ? 1 : (int) shape.get(rank - 1);
    for (int from = 0; from < numbers.length; from += line) {
      System.arraycopy(numbers, from, all, place(from, shape, wanted), line);
    }
    return all;
  }

  /** Where the number at a place of one shape lies in another of as many axes. */
  private static int place(int place, Shape shape, Shape wanted) {
    int left = place;
    int stride = 1;
    int at = 0;
    for (int axis = shape.numDimensions() - 1; axis >= 0; axis--) {
      int size = (int) shape.get(axis);
      at += left % size * stride;
      left /= size;
      stride *= (int) wanted.get(axis);
    }
    return at;
  }

  /** An example of named parts: x of each of some examples, and y of each of others. */
  static Example zipped(Set<String> x, List<Example> ofX, Set<String> y, List<Example> ofY) {
    return new Example(
        parts(x, ofX, Example::xShape),
        joined(ofX, Example::x),
        parts(y, ofY, Example::yShape),
        joined(ofY, Example::y));
  }

  private static Parts parts(
      Set<String> names, List<Example> examples, Function<Example, Shape> shape) {
    Iterator<Example> each = examples.iterator();
    return new Parts(names.stream().map(name -> new Part(name, shape.apply(each.next()))).toList());
  }

  private static float[] joined(List<Example> examples, Function<Example, float[]> numbers) {
    int width = examples.stream().mapToInt(each -> numbers.apply(each).length).sum();
    float[] all = new float[width];
    int to = 0;
    for (Example example : examples) {
      float[] some = numbers.apply(example);
      System.arraycopy(some, 0, all, to, some.length);
      to += some.length;
    }
    return all;
  }
}
