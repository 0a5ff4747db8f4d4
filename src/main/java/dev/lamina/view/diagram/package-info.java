/**
 * Networks drawn as the lecture draws them. A layout turns a network into a scene of circles, lines
 * and labels; one writer for each format (SVG, PNG, TikZ, text) draws any scene. Formulas and
 * Mermaid are written from the network's chain of transforms. Nothing here needs a native library.
 */
@NullMarked
package dev.lamina.view.diagram;

import org.jspecify.annotations.NullMarked;
