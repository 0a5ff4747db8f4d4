/** Learning rate schedules: pure functions over Ops from the number of updates to the rate. */
@NullMarked
package dev.lamina.train.schedule;

import org.jspecify.annotations.NullMarked;
