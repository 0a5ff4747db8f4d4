package dev.lamina.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.io.FileException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the bits of a fit depend on: a fit goes on only with the setup with which it began.
 *
 * @param training the network and what trains it
 * @param device where the model lives
 * @param jit whether XLA compiles the training step
 * @param data what it is trained on and validated with
 * @param callbacks the kinds of those that do not only observe
 */
record FitSetup(
    JsonNode training, String device, String jit, JsonNode data, List<String> callbacks) {
  /** How many differences a message names. */
  private static final int MOST_NAMED = 3;

  /** How many characters of a value it shows. */
  private static final int LONGEST = 60;

  /** How many characters it shows of a longer text, such as a checksum. */
  private static final int SHORT = 8;

  static FitSetup of(
      JsonNode training, Device device, Jit jit, JsonNode data, List<Callback> callbacks) {
    return new FitSetup(
        training,
        device.toString(),
        jit.toString(),
        data,
        callbacks.stream().filter(each -> !each.observes()).map(FitSetup::kind).toList());
  }

  /** The class of a callback; of one without a name, the class that it was written in. */
  private static String kind(Callback callback) {
    Class<?> type = callback.getClass();
    return (type.isAnonymousClass() ? type.getEnclosingClass() : type).getName();
  }

  /** Reads what {@link CheckpointJson#write} made of a setup, with other things beside it. */
  static FitSetup read(JsonNode description) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (RecordComponent component : FitSetup.class.getRecordComponents()) {
      String name = component.getName();
      if (description.has(name)) {
        node.set(name, description.path(name));
      }
    }
    return CheckpointJson.read(node, FitSetup.class, "terms");
  }

  /**
   * Checks that a fit may go on from a checkpoint that was saved with this setup.
   *
   * @param now the setup of the fit
   * @throws FileException if not; says what differs
   */
  void check(Path checkpoint, FitSetup now) {
    List<String> differences = new ArrayList<>();
    JsonNode wanted = CheckpointJson.parse(CheckpointJson.write(now).toString());
    compare("", CheckpointJson.write(this), wanted, differences);
    if (!differences.isEmpty()) {
      throw new FileException(
          "The fit cannot go on from %s, which was saved otherwise: %s; give what was given then, or take another folder for a new fit."
              .formatted(
                  checkpoint,
                  differences.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))));
    }
  }

  private static void compare(String path, JsonNode saved, JsonNode now, List<String> differences) {
    if (saved.isObject() && now.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      saved.fieldNames().forEachRemaining(names::add);
      now.fieldNames().forEachRemaining(names::add);
      String prefix = path.isEmpty() ? "" : path + ".";
      names.forEach(name -> compare(prefix + name, saved.path(name), now.path(name), differences));
    } else if (saved.isArray() && now.isArray()) {
      for (int i = 0; i < Math.max(saved.size(), now.size()); i++) {
        compare(path + "[" + i + "]", saved.path(i), now.path(i), differences);
      }
    } else if (!saved.equals(now)) {
      differences.add("%s was %s and is %s".formatted(path, text(saved), text(now)));
    }
  }

  private static String text(JsonNode node) {
    String text =
        node.isMissingNode() ? "not given" : node.isTextual() ? node.asText() : node.toString();
    return text.length() <= LONGEST
        ? text
        : text.substring(0, node.isTextual() ? SHORT : LONGEST) + "...";
  }
}
