/**
 * The lecture's experiments, each a small class that reads like the lecture. {@link
 * dev.lamina.lecture.Lecture} lists its parts; {@link dev.lamina.lecture.Comparison} is its heart,
 * gradient descent against mini-batch and single-sample gradient descent.
 */
@NullMarked
package dev.lamina.lecture;

import org.jspecify.annotations.NullMarked;
