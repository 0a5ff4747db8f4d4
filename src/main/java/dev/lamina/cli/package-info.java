/**
 * The command line: picocli commands that read options, call the library and print what it gives.
 * They hold no logic of their own.
 */
@NullMarked
package dev.lamina.cli;

import org.jspecify.annotations.NullMarked;
