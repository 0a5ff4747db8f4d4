/**
 * Networks as users write them down, and the models that compiling one gives: training, evaluation
 * and prediction, with their settings, history, callbacks and checkpoints.
 */
@NullMarked
package dev.lamina.model;

import org.jspecify.annotations.NullMarked;
