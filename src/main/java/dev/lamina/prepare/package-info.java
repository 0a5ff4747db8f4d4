/**
 * From a table's raw columns to a network's numbers: what is learned of the training rows, the ops
 * that apply it, and how it is saved. The words and the values are those of Keras' preprocessing
 * layers.
 */
@NullMarked
package dev.lamina.prepare;

import org.jspecify.annotations.NullMarked;
