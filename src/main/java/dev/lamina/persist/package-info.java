/**
 * Files that outlive the process: weights as safetensors, checkpoints of models, and SavedModels,
 * of which those that would do harm are refused.
 */
@NullMarked
package dev.lamina.persist;

import org.jspecify.annotations.NullMarked;
