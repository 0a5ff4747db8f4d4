/** Names and options as people write them: in files and on the command line. */
@NullMarked
package dev.lamina.spec;

import org.jspecify.annotations.NullMarked;
