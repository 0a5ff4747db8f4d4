/** Numbers and tables as people read them. */
@NullMarked
package dev.lamina.text;

import org.jspecify.annotations.NullMarked;
