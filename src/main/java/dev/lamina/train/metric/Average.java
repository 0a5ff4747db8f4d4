package dev.lamina.train.metric;

/** How one number is made of the scores of several classes. */
public enum Average {
  /** The score of the counts of all classes together. */
  MICRO,
  /** The mean of the classes' scores. */
  MACRO,
  /** The mean of the classes' scores, each weighted by how many positive targets it has. */
  WEIGHTED
}
