/**
 * What people look at: tables of text and numbers written for the eye, charts in {@code
 * dev.lamina.view.chart} and pages in {@code dev.lamina.view.report}. Nothing here trains.
 */
@NullMarked
package dev.lamina.view;

import org.jspecify.annotations.NullMarked;
