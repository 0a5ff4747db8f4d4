/**
 * Layers: immutable records that infer shapes, declare their weights and build their forward pass
 * from Ops. {@link dev.lamina.layer.Layers} has the factories that make the DSL.
 */
@NullMarked
package dev.lamina.layer;

import org.jspecify.annotations.NullMarked;
