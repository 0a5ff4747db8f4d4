/**
 * Prediction for services: {@link dev.lamina.serving.Predictor} loads a SavedModel, whoever wrote
 * it, and answers many threads.
 */
@NullMarked
package dev.lamina.serving;

import org.jspecify.annotations.NullMarked;
