package dev.lamina.exchange;

import dev.lamina.io.FileException;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Shapes;
import dev.lamina.model.Functional;
import dev.lamina.model.Pretrained;
import dev.lamina.persist.Safetensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * Weights of PyTorch's models, as {@code safetensors.torch.save_file(model.state_dict(), path)}
 * writes them: {@code 0.weight}, {@code 0.bias} and so on.
 *
 * <p>PyTorch's weights lie otherwise than Lamina's: those of {@code nn.Linear} are transposed,
 * those of convolutions begin with the channels, and behind {@code nn.Flatten} the features of an
 * image go channel by channel. All of that is turned around. Known are the modules that belong to
 * Dense, Conv1D, Conv2D, Conv2DTranspose, DepthwiseConv2D, SeparableConv2D (two modules),
 * BatchNormalization, LayerNormalization, Embedding and PReLU.
 */
public final class PytorchFile {
  /** How often a batch normalization saw a batch; a whole number, which Lamina does not need. */
  private static final String BATCHES = ".num_batches_tracked";

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Orders names as people do: 2 before 10. */
  private static final Comparator<String> NATURAL =
      Comparator.comparing(
          name ->
              NUMBER
                  .matcher(name)
                  .replaceAll(number -> (char) ('a' + number.group().length()) + number.group()));

  private static final String GIVE_NAMES =
      "give the names of the modules in the order of the layers: PytorchFile.read(file, network, List.of(\"...\")).";

  private PytorchFile() {}

  /**
   * Reads the weights of a network whose layers with weights are, in their order, the file's
   * modules in the order of their names. Numbers in names tell an order, such as {@code 0} and
   * {@code 2} or {@code fc1} and {@code fc2}; words do not, where shapes are equal.
   *
   * @throws FileException if the file is missing or damaged, if the weights are not those of the
   *     network, of which it names all that do not fit, with their shapes, or if the order of its
   *     modules is not known
   * @throws IllegalArgumentException if the network has layers that are not known here
   */
  public static Pretrained read(Path file, Functional network) {
    Map<String, FloatArray> arrays = arrays(file);
    List<String> modules =
        arrays.keySet().stream().map(PytorchFile::module).distinct().sorted(NATURAL).toList();
    for (String one : modules) {
      for (String two : modules.subList(modules.indexOf(one) + 1, modules.size())) {
        if (!ordered(one, two) && shapes(one, arrays).equals(shapes(two, arrays))) {
          throw new FileException(
              "%s has the modules \"%s\" and \"%s\" of equal shapes, and their names do not tell which comes first; %s"
                  .formatted(file, one, two, GIVE_NAMES));
        }
      }
    }
    return read(file, network, arrays, modules);
  }

  /** Whether names differ in a number first. */
  private static boolean ordered(String one, String two) {
    String[] first = one.split("\\.", -1);
    String[] second = two.split("\\.", -1);
    int at = Arrays.mismatch(first, second);
    return at < Math.min(first.length, second.length)
        && NUMBER
            .matcher(first[at])
            .replaceAll("")
            .equals(NUMBER.matcher(second[at]).replaceAll(""));
  }

  /** The shapes of a module's arrays by their suffixes. */
  private static Map<String, Shape> shapes(String module, Map<String, FloatArray> arrays) {
    Map<String, Shape> shapes = new HashMap<>();
    arrays.forEach(
        (name, array) -> {
          if (module(name).equals(module)) {
            shapes.put(name.substring(module.length()), array.shape());
          }
        });
    return shapes;
  }

  /**
   * As {@link #read(Path, Functional)}, where the names of the modules do not tell their order.
   *
   * @param modules the names of the modules in the order of the network's layers, such as {@code
   *     features.0} or {@code head}; all others in the file are left out
   */
  public static Pretrained read(Path file, Functional network, List<String> modules) {
    return read(file, network, arrays(file), modules);
  }

  private static Map<String, FloatArray> arrays(Path file) {
    return Safetensors.read(file, name -> !name.endsWith(BATCHES)).arrays();
  }

  private static String module(String tensor) {
    int dot = tensor.lastIndexOf('.');
    return dot < 0 ? "" : tensor.substring(0, dot);
  }

  private static Pretrained read(
      Path file, Functional network, Map<String, FloatArray> arrays, List<String> modules) {
    List<PytorchTensor> tensors = PytorchTensor.of(network);
    Map<String, FloatArray> left = new LinkedHashMap<>(arrays);
    left.keySet().removeIf(name -> !modules.contains(module(name)));
    long needed = modules(tensors);
    if (needed != modules.size()) {
      throw new FileException(
          "%s has weights of %s modules, but the network needs %s; it has %s, the network needs %s; %s"
              .formatted(file, modules.size(), needed, given(left), wanted(tensors), GIVE_NAMES));
    }
    List<String> wrong = new ArrayList<>();
    Map<String, Shape> shapes = network.weightShapes();
    Map<String, FloatArray> weights = new LinkedHashMap<>();
    for (PytorchTensor tensor : tensors) {
      String name = named(modules.get(tensor.module()), tensor.suffix());
      FloatArray array = left.remove(name);
      if (fits(array, tensor)) {
        Shape own = Objects.requireNonNull(shapes.get(tensor.weight()));
        weights.put(tensor.weight(), tensor.layout().read(Objects.requireNonNull(array), own));
      } else {
        wrong.add(difference(name, array, tensor));
      }
    }
    left.forEach(
        (name, array) ->
            wrong.add("%s %s belongs to no weight".formatted(name, Shapes.text(array.shape()))));
    if (!wrong.isEmpty()) {
      throw new FileException(
          "%s does not fit the network: %s. If its modules stand in another order, %s"
              .formatted(file, String.join("; ", wrong), GIVE_NAMES));
    }
    return new Pretrained(network, weights);
  }

  private static String named(String module, String suffix) {
    return module.isEmpty() ? suffix : module + "." + suffix;
  }

  private static boolean fits(@Nullable FloatArray array, PytorchTensor tensor) {
    return array != null && array.shape().equals(tensor.layout().shape());
  }

  private static String difference(String name, @Nullable FloatArray array, PytorchTensor tensor) {
    String wanted = Shapes.text(tensor.layout().shape());
    return array == null
        ? "%s %s for %s is missing".formatted(name, wanted, tensor.weight())
        : "%s has the shape %s, but %s needs %s"
            .formatted(name, Shapes.text(array.shape()), tensor.weight(), wanted);
  }

  private static String given(Map<String, FloatArray> arrays) {
    return arrays.entrySet().stream()
        .map(entry -> entry.getKey() + " " + Shapes.text(entry.getValue().shape()))
        .sorted(NATURAL)
        .collect(Collectors.joining(", "));
  }

  private static String wanted(List<PytorchTensor> tensors) {
    return tensors.stream()
        .map(tensor -> tensor.weight() + " " + Shapes.text(tensor.layout().shape()))
        .collect(Collectors.joining(", "));
  }

  /**
   * Writes weights for the {@code nn.Sequential} in which every layer of the network is a module,
   * and every activation that is part of a layer is a module behind it.
   *
   * @throws FileException if that fails
   * @throws IllegalArgumentException if weights are left out, or the network has layers that are
   *     not known here
   */
  public static void write(Path file, Pretrained pretrained) {
    List<Integer> places = PytorchTensor.places(pretrained.network());
    write(file, pretrained, places.stream().map(String::valueOf).toList());
  }

  /**
   * As {@link #write(Path, Pretrained)}, for a module of PyTorch of any other form.
   *
   * @param modules the names of its modules with weights in the order of the network's layers, such
   *     as {@code features.0} or {@code head}
   * @throws IllegalArgumentException also if the network has more or fewer of them, or two have one
   *     name
   */
  public static void write(Path file, Pretrained pretrained, List<String> modules) {
    List<PytorchTensor> tensors = PytorchTensor.of(pretrained.network());
    if (modules.size() != modules(tensors) || Set.copyOf(modules).size() < modules.size()) {
      throw new IllegalArgumentException(
          "The network needs different names for %s modules, but got %s; it has %s."
              .formatted(modules(tensors), modules, wanted(tensors)));
    }
    Map<String, FloatArray> arrays = new LinkedHashMap<>();
    for (PytorchTensor tensor : tensors) {
      FloatArray values = pretrained.weights().get(tensor.weight());
      if (values == null) {
        throw new IllegalArgumentException(
            "The weight %s is left out, but a file holds all of them; compile the network first."
                .formatted(tensor.weight()));
      }
      arrays.put(
          named(modules.get(tensor.module()), tensor.suffix()), tensor.layout().write(values));
    }
    new Safetensors(arrays, Map.of("format", "pt")).write(file);
  }

  private static long modules(List<PytorchTensor> tensors) {
    return tensors.stream().map(PytorchTensor::module).distinct().count();
  }
}
