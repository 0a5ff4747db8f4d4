/**
 * What people look at: diagrams in {@code dev.lamina.view.diagram}, charts in {@code
 * dev.lamina.view.chart}, pages in {@code dev.lamina.view.report} and those that grow in {@code
 * dev.lamina.view.live}. Nothing here trains.
 */
@NullMarked
package dev.lamina.view;

import org.jspecify.annotations.NullMarked;
