/**
 * Random numbers whose bits are written down: PyTorch's CPU generator, and seeds derived from
 * seeds. Nothing here depends on the run time's own generators, so one seed gives the same numbers
 * on every Java virtual machine.
 */
@NullMarked
package dev.lamina.random;

import org.jspecify.annotations.NullMarked;
