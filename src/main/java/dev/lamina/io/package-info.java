/** Files that are there whole or not at all, folders, and processes like this one. */
@NullMarked
package dev.lamina.io;

import org.jspecify.annotations.NullMarked;
