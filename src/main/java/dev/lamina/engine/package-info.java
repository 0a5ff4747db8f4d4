/**
 * The engine: the only owner of graphs, sessions and native tensors. It turns a network and its
 * training settings into a pure step, runs the step in a loop inside one Session.run, and runs the
 * forward pass for evaluation and prediction.
 */
@NullMarked
package dev.lamina.engine;

import org.jspecify.annotations.NullMarked;
