/**
 * Reports: a training or a comparison as one HTML page that holds all it needs and opens from disk.
 */
@NullMarked
package dev.lamina.view.report;

import org.jspecify.annotations.NullMarked;
