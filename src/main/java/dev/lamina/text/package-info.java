/** Numbers, tables and messages as people read them, also on a terminal. */
@NullMarked
package dev.lamina.text;

import org.jspecify.annotations.NullMarked;
