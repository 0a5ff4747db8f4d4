/**
 * Checks that Lamina has what it needs on this machine. Each {@link dev.lamina.doctor.Check} looks
 * at one thing; what is native is tried in a process of its own, which may die without harm.
 */
@NullMarked
package dev.lamina.doctor;

import org.jspecify.annotations.NullMarked;
