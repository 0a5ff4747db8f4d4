/** Files that outlive the process: weights as safetensors, and checkpoints of models. */
@NullMarked
package dev.lamina.persist;

import org.jspecify.annotations.NullMarked;
