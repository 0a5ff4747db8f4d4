package dev.lamina.persist;

import dev.lamina.io.AtomicFolder;
import dev.lamina.io.FileException;
import dev.lamina.io.Folders;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.ShapeException;
import dev.lamina.network.Network;
import dev.lamina.network.Part;
import dev.lamina.prepare.Preparation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.ndarray.Shape;

/**
 * How a model leaves as a SavedModel.
 *
 * @param inputName of the signature's only input, a batch {@code [batch, ...input]}; empty for the
 *     network's own name of it, which of a list is {@code input}
 * @param outputName of the signature's only output, a batch {@code [batch, ...output]}; several are
 *     named as the network names them
 * @param bytesScale if above 0, the input is bytes, which the graph multiplies by this first
 * @param labels names of the classes; if there are any, the signature also names the most probable
 *     class of each example and gives its probability
 * @param frozen whether the weights are constants of the graph rather than variables in a
 *     checkpoint
 * @param overwrite whether a folder that is there gives way
 * @param versioned whether it goes into a folder of versions, as the next one
 * @param preparation if there is one, the signature's inputs are the raw columns of a table, in
 *     place of the network's numbers
 */
public record Export(
    String inputName,
    String outputName,
    float bytesScale,
    List<String> labels,
    boolean frozen,
    boolean overwrite,
    boolean versioned,
    Optional<Preparation> preparation) {
  /** The name of the signature's output that names the most probable class. */
  public static final String LABEL = "label";

  /**
   * As {@link #standard}, into {@code 1}, {@code 2}, {@code 3} … in the folder that is named, as
   * TensorFlow Serving wants its models: each is there whole or not at all, and {@code
   * Predictor.load} of the folder takes the newest.
   */
  public static final Export VERSIONED =
      new Export("", "output", 0, List.of(), false, false, true, Optional.empty());

  public Export {
    labels = List.copyOf(labels);
    if (!(bytesScale >= 0 && bytesScale < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Bytes need a finite scale above 0, such as 1/255f, but got " + bytesScale + ".");
    }
  }

  /**
   * Floats in and out, named as the network names its inputs and {@code output}, into a folder that
   * is not there.
   */
  public static Export standard() {
    return new Export("", "output", 0, List.of(), false, false, false, Optional.empty());
  }

  /** The same with another name of the input. */
  public Export inputName(String name) {
    return new Export(
        name, outputName, bytesScale, labels, frozen, overwrite, versioned, preparation);
  }

  /** The same with another name of the output. */
  public Export outputName(String name) {
    return new Export(
        inputName, name, bytesScale, labels, frozen, overwrite, versioned, preparation);
  }

  /** The same for inputs of bytes, which are multiplied by the scale first: 1/255f for images. */
  public Export fromBytes(float scale) {
    return new Export(
        inputName, outputName, scale, labels, frozen, overwrite, versioned, preparation);
  }

  /** The same with names of the classes; two for a single sigmoid, that of 0 and that of 1. */
  public Export labels(List<String> names) {
    return new Export(
        inputName, outputName, bytesScale, names, frozen, overwrite, versioned, preparation);
  }

  /**
   * The same that takes a table's raw columns by their names, {@code [batch, 1]} each, and gives
   * classes by their names or numbers in their own scale.
   */
  public Export raw(Preparation prepared) {
    return new Export(
        inputName,
        outputName,
        0,
        prepared.classes(),
        frozen,
        overwrite,
        versioned,
        Optional.of(prepared));
  }

  /** Whether so many labels name what a network gives. */
  static boolean takesLabels(Network network, int count) {
    List<Part> ends = network.outputs().list();
    Shape output = ends.get(0).shape();
    if (ends.size() > 1 || !output.equals(Shape.of(1))) {
      return ends.size() == 1 && output.equals(Shape.of(count));
    }
    return count == 2
        && ActivationFunction.endOf(network.layer(ends.get(0).name()).layer())
            .filter(ActivationFunction.SIGMOID::equals)
            .isPresent();
  }

  /**
   * The same with these names, if it has none and they fit a network: if that gives a number for
   * each, or one by a sigmoid for two.
   */
  public Export labelsIfNone(List<String> names, Network network) {
    return labels.isEmpty() && takesLabels(network, names.size()) ? labels(names) : this;
  }

  /** The same with the weights as constants. */
  public Export asConstants() {
    return new Export(
        inputName, outputName, bytesScale, labels, true, overwrite, versioned, preparation);
  }

  /**
   * Finds out, as far as that can be known before, whether the SavedModel can be written.
   *
   * @param folder to make, or to make the next version in
   * @throws FileException if not
   */
  public void check(Path folder) {
    AtomicFolder.settle(folder);
    Folders.check("The SavedModel " + folder, folder);
    if (!versioned) {
      AtomicFolder.check(folder, overwrite);
    }
    if (versioned && SavedModelFile.isIn(folder)) {
      throw new FileException(
          "%s is a SavedModel itself, not a folder of versions; take another name for the export."
              .formatted(folder));
    }
    if (overwrite
        && Files.exists(folder)
        && (!SavedModelFile.isIn(folder) || Checkpoint.isIn(folder))) {
      // A trained model and somebody's files give way to nothing.
      throw new FileException(
          "%s is no SavedModel%s, so it is not overwritten; take another name for the export."
              .formatted(folder, Checkpoint.isIn(folder) ? " but a checkpoint" : ""));
    }
  }

  /**
   * Writes the SavedModel's folder, whole or not at all.
   *
   * @param folder to make
   * @param network what to export
   * @param weights by their names in the network
   * @throws FileException if the folder is there already and not to be overwritten, or if writing
   *     fails
   * @throws ShapeException if there are labels and the network does not give one number for each,
   *     or one sigmoid for two
   * @throws IllegalArgumentException if there are labels and the output is named as theirs are
   */
  public void write(Path folder, Network network, Map<String, FloatArray> weights) {
    SavedModelExport.write(folder, network, weights, this);
  }

  /** The same, and a folder that is there gives way. */
  public Export overwriting() {
    return new Export(
        inputName, outputName, bytesScale, labels, frozen, true, versioned, preparation);
  }
}
