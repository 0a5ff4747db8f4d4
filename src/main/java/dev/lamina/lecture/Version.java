package dev.lamina.lecture;

/** The lecture's three versions of gradient descent, by what an update looks at. */
public enum Version {
  /** All observations: gradient descent. */
  ALL("gd"),
  /** Some of them: stochastic gradient descent. */
  SOME("sgd"),
  /** One of them: stochastic gradient descent with batch size = 1. */
  ONE("sgd1");

  private final String key;

  Version(String key) {
    this.key = key;
  }

  /** What its words begin with. */
  String key() {
    return key;
  }

  /** The name of today. */
  String name(Words words) {
    return words.get(key);
  }
}
