/** A training as a page that grows while it runs, served to browsers of this machine alone. */
@NullMarked
package dev.lamina.view.live;

import org.jspecify.annotations.NullMarked;
