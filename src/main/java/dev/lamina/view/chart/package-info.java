/**
 * Charts: curves of trainings, scattered points, confusion matrices and pictures of examples and
 * weights, which know how to draw themselves and are written as SVG or PNG.
 */
@NullMarked
package dev.lamina.view.chart;

import org.jspecify.annotations.NullMarked;
