/**
 * Files: those that are there whole or not at all, with the locks of who writes them; limits and
 * one kind of failure for those that are read; and processes like this one.
 */
@NullMarked
package dev.lamina.io;

import org.jspecify.annotations.NullMarked;
