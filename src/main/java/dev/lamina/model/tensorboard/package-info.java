/**
 * Trainings for TensorBoard: {@link dev.lamina.model.tensorboard.TensorBoard} writes the event
 * files that it opens.
 */
@NullMarked
package dev.lamina.model.tensorboard;

import org.jspecify.annotations.NullMarked;
