/**
 * Optimizers: pure update rules over Ops from a weight, its gradient and slots to their next
 * values.
 */
@NullMarked
package dev.lamina.train.optimizer;

import org.jspecify.annotations.NullMarked;
