/**
 * What everything below a model knows of a network: its layers at their places, their shapes and
 * weights, counts and summary. Nothing here needs the native library.
 */
@NullMarked
package dev.lamina.network;

import org.jspecify.annotations.NullMarked;
