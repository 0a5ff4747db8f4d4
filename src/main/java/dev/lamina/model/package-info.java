/**
 * Models: what compiling a network gives. Training, evaluation and prediction, with their settings,
 * history, callbacks and checkpoints.
 */
@NullMarked
package dev.lamina.model;

import org.jspecify.annotations.NullMarked;
