/**
 * Models of other libraries: the files of Keras 3, and the weights of PyTorch. What they hold and
 * Lamina lacks is refused, never left out.
 */
@NullMarked
package dev.lamina.exchange;

import org.jspecify.annotations.NullMarked;
