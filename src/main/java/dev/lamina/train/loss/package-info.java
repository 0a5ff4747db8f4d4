/** Loss functions: pure functions over Ops from targets and predictions to one loss per example. */
@NullMarked
package dev.lamina.train.loss;

import org.jspecify.annotations.NullMarked;
