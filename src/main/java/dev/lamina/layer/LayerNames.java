package dev.lamina.layer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gives layers names by their types, each one once: {@code dense}, {@code dense_1}. */
public final class LayerNames {
  private final Set<String> taken;
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * Names beside others.
   *
   * @param taken names that are not given again
   */
  public LayerNames(Set<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  /** The next layer's name: its type, such as {@code max_pooling2d}, counted from the second on. */
  public String next(Layer layer) {
    return next(layer.type().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT));
  }

  /** The next name that is the given one, or begins with it. */
  public String next(String base) {
    String name = base;
    while (!taken.add(name)) {
      name = base + "_" + numbers.merge(base, 1, Integer::sum);
    }
    return name;
  }
}
