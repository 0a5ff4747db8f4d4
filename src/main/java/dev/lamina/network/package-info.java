/**
 * Networks: a list of layers with its shapes, counts and summary. Nothing here needs the native
 * library.
 */
@NullMarked
package dev.lamina.network;

import org.jspecify.annotations.NullMarked;
