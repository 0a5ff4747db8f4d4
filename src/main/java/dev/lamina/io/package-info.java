/** Files that are there whole or not at all. */
@NullMarked
package dev.lamina.io;

import org.jspecify.annotations.NullMarked;
