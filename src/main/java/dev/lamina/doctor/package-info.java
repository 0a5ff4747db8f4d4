/**
 * Checks that Lamina has what it needs on this machine. What is native is tried in a process of its
 * own, which may die without harm.
 */
@NullMarked
package dev.lamina.doctor;

import org.jspecify.annotations.NullMarked;
