/**
 * The lecture's experiments, each a small class that reads like the lecture: so far gradient
 * descent against mini-batch and single-sample gradient descent on handwritten zeros and ones.
 */
@NullMarked
package dev.lamina.lecture;

import org.jspecify.annotations.NullMarked;
