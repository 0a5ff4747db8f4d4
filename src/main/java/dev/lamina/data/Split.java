package dev.lamina.data;

/**
 * A data set in two parts that share no example, such as one to train on and one to validate with.
 *
 * @param first the part that has the fraction asked for
 * @param second the rest
 */
public record Split(Dataset first, Dataset second) {}
