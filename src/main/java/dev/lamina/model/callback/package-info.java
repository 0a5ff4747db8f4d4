/** The built-in callbacks. They use nothing that a callback of one's own could not use. */
@NullMarked
package dev.lamina.model.callback;

import org.jspecify.annotations.NullMarked;
