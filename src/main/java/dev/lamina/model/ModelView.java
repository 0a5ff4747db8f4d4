package dev.lamina.model;

import dev.lamina.network.Sequential;
import java.util.Map;

/** What callbacks may see of the model that is trained. */
public interface ModelView {

  /** Its network. */
  Sequential network();

  /** How many updates it has seen, over all calls of fit. */
  long updates();

  /** A copy of its weights of now: row-major by name, such as {@code dense/kernel}. */
  Map<String, float[]> weights();
}
