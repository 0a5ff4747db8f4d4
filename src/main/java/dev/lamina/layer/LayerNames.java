package dev.lamina.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names for the layers of a list, unique in it. */
public final class LayerNames {
  private LayerNames() {}

  /**
   * A name for each layer from its type, such as {@code max_pooling2d}; further ones of a type are
   * counted: {@code dense}, {@code dense_1}.
   */
  public static List<String> of(List<? extends Layer> layers) {
    Set<String> seen = new HashSet<>();
    Map<String, Integer> numbers = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Layer layer : layers) {
      String base = layer.type().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
      String name = base;
      while (!seen.add(name)) {
        name = base + "_" + numbers.merge(base, 1, Integer::sum);
      }
      names.add(name);
    }
    return names;
  }
}
