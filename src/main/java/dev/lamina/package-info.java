/**
 * A thin builder DSL over TensorFlow Java: a list of layers becomes a graph that trains fast.
 *
 * <p>Start with {@link dev.lamina.model.Sequential} and the factories in {@link
 * dev.lamina.layer.Layers}. Each package may use only those above it:
 *
 * <ul>
 *   <li>{@code random}: PyTorch's random numbers, and how one seed is mixed into many.
 *   <li>{@code spec}: names and options as people write them.
 *   <li>{@code layer}: layers, their weights, activations, initializers and regularizers.
 *   <li>{@code network}: the list of layers, its shapes, counts and JSON; needs no native library.
 *   <li>{@code data}: data sets, the transforms between a file and a batch, and MNIST.
 *   <li>{@code train.loss}: losses, as pure functions of labels and predictions.
 *   <li>{@code train.metric}: metrics, as pure updates of an accumulator.
 *   <li>{@code train.optimizer}: update rules and learning rate schedules.
 *   <li>{@code engine}: the only owner of graphs, sessions and native tensors: devices, loops, XLA.
 *   <li>{@code serving}: SavedModels, whoever wrote them, loaded to predict.
 *   <li>{@code model}: a compiled network: fit, evaluate, predict, save, export, close.
 *   <li>{@code exchange}: the files of Keras 3 and the weights of PyTorch.
 *   <li>{@code persist}: checkpoints and TensorFlow's SavedModel.
 *   <li>{@code view}: summaries, diagrams, formulas, charts, the report and the live page.
 *   <li>{@code lecture}: the lecture's experiments.
 *   <li>{@code bench}: training speed, measured.
 *   <li>{@code doctor}: what Lamina needs, checked on the machine it runs on.
 *   <li>{@code cli}: the command line.
 * </ul>
 */
@NullMarked
package dev.lamina;

import org.jspecify.annotations.NullMarked;
