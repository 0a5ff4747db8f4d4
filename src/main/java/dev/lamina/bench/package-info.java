/**
 * Measures Lamina on the workloads that other libraries are measured on, and prints what they
 * print.
 */
@NullMarked
package dev.lamina.bench;

import org.jspecify.annotations.NullMarked;
