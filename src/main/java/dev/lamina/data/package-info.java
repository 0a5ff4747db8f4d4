/**
 * Data sets: where examples come from, which of them are used, in what order, and in what batches.
 * The words are those of tf.data; the meaning is that of PyTorch's map-style data sets, every
 * example can be had by its number.
 */
@NullMarked
package dev.lamina.data;

import org.jspecify.annotations.NullMarked;
