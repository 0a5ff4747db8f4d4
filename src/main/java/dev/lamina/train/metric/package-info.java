/**
 * Metrics: pure functions over Ops that give a batch's totals, and the value of totals summed over
 * batches.
 */
@NullMarked
package dev.lamina.train.metric;

import org.jspecify.annotations.NullMarked;
