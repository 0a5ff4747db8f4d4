/**
 * Names and options as people write them: in files and on the command line. {@link
 * dev.lamina.spec.Specs} turns immutable records into JSON and back.
 */
@NullMarked
package dev.lamina.spec;

import org.jspecify.annotations.NullMarked;
