package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.lamina.layer.Constraint;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Regularizer;
import dev.lamina.spec.SpecException;
import dev.lamina.spec.Specs;
import dev.lamina.spec.Type;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.schedule.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every built-in type of every kind, with every option. */
class BuiltInSpecsTest {
  private static final Specs SPECS = TrainingSpec.specs();
  private static final List<Class<?>> KINDS =
      List.of(
          Layer.class,
          Initializer.class,
          Regularizer.class,
          Constraint.class,
          Loss.class,
          Metric.class,
          Schedule.class,
          Optimizer.class);

  private static final JsonNode PLAIN =
      json(
          "[true, false, 0, 1, 2, 3, 0.25, 0.5, [1], [2, 3], [2, 1], [0.5, 0.25],"
              + " [[1, 2], [3, 4]], [{\"type\": \"Dropout\", \"rate\": 0.5}]]");

  private static final List<ObjectNode> PROTOTYPES =
      KINDS.stream().<ObjectNode>flatMap(BuiltInSpecsTest::prototypes).toList();

  @TestFactory
  Stream<DynamicTest> readsBackThePrototypeOfEveryType() {
    return KINDS.stream()
        .flatMap(
            kind -> types(kind).map(type -> test(kind, type, () -> checkPrototype(kind, type))));
  }

  @TestFactory
  Stream<DynamicTest> readsBackEveryOptionWithOtherValues() {
    return KINDS.stream()
        .flatMap(kind -> types(kind).map(type -> test(kind, type, () -> checkOptions(kind, type))));
  }

  @TestFactory
  Stream<DynamicTest> callsLayersAsTheyCallThemselves() {
    return types(Layer.class)
        .filter(type -> !type.fixed())
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.name(), () -> assertThat(type.prototype().type()).isEqualTo(type.name())));
  }

  @Test
  void knowsEveryRecordThatIsALayer() {
    Set<Class<?>> known =
        types(Layer.class).map(type -> type.prototype().getClass()).collect(Collectors.toSet());

    assertThat(
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("dev.lamina.layer")
                    .stream()
                    .map(JavaClass::reflect)
                    .filter(type -> type.isRecord() && Layer.class.isAssignableFrom(type)))
        .filteredOn(type -> !type.getSimpleName().equals("Frozen"))
        .isSubsetOf(known);
  }

  private static <T> Stream<ObjectNode> prototypes(Class<T> kind) {
    return types(kind).map(type -> prototype(kind, type));
  }

  private static <T> Stream<Type<? extends T>> types(Class<T> kind) {
    return SPECS.types(kind).all().stream();
  }

  private static DynamicTest test(
      Class<?> kind, Type<?> type, org.junit.jupiter.api.function.Executable check) {
    return DynamicTest.dynamicTest(kind.getSimpleName() + " " + type.name(), check);
  }

  private static <T> void checkPrototype(Class<T> kind, Type<?> type) {
    T prototype = kind.cast(type.prototype());

    JsonNode written = SPECS.write(kind, prototype);

    assertThat(SPECS.read(kind, written)).isEqualTo(prototype);
    if (written.path("type").asText().equals(type.name())) {
      List<String> names = new ArrayList<>(List.of("type"));
      names.addAll(type.required());
      assertThat(written.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(names);
    }
  }

  private static <T> void checkOptions(Class<T> kind, Type<?> type) {
    List<JsonNode> candidates = candidates(type);
    for (String option : type.options()) {
      ObjectNode prototype = prototype(kind, type);
      List<T> others = others(kind, type, option, candidates, prototype);
      if (others.isEmpty()) {
        // An option may need another: Nesterov's look ahead needs a momentum.
        for (String needed : type.options()) {
          for (JsonNode candidate : PLAIN) {
            ObjectNode base = prototype.deepCopy();
            base.set(needed, candidate);
            others.addAll(others(kind, type, option, candidates, base));
          }
        }
      }
      assertThat(others).as("values with another %s", option).isNotEmpty();
      for (T other : others) {
        assertThat(SPECS.read(kind, SPECS.write(kind, other))).isEqualTo(other);
      }
    }
  }

  /** The prototype as an object, which a schedule of one rate is not when it is written. */
  private static <T> ObjectNode prototype(Class<T> kind, Type<?> type) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (!type.fixed()
        && SPECS.write(kind, kind.cast(type.prototype())) instanceof ObjectNode written) {
      json.setAll(written);
    }
    return json.put("type", type.name());
  }

  /** What the type reads with the option set to whatever it takes. */
  private static <T> List<T> others(
      Class<T> kind, Type<?> type, String option, List<JsonNode> candidates, ObjectNode base) {
    List<T> others = new ArrayList<>();
    for (JsonNode candidate : candidates) {
      ObjectNode json = base.deepCopy();
      json.set(option, candidate);
      try {
        T other = SPECS.read(kind, json);
        JsonNode written = SPECS.write(kind, other);
        if (!other.equals(type.prototype()) && (written.has(option) || written.isNumber())) {
          others.add(other);
        }
      } catch (SpecException e) {
        assertThat(e).hasMessageNotContaining("there is no option");
      }
    }
    return others;
  }

  private static List<JsonNode> candidates(Type<?> type) {
    List<JsonNode> candidates = new ArrayList<>();
    PLAIN.forEach(candidates::add);
    candidates.addAll(PROTOTYPES);
    Set<String> constants = new LinkedHashSet<>();
    collectConstants(type.prototype().getClass(), constants);
    constants.forEach(name -> candidates.add(JsonNodeFactory.instance.textNode(name)));
    return candidates;
  }

  /** The names of the constants of all enums that the record holds. */
  private static void collectConstants(Class<?> record, Set<String> into) {
    if (!record.isRecord()) {
      return;
    }
    for (var component : record.getRecordComponents()) {
      Class<?> held = component.getType();
      if (held.isEnum()) {
        Arrays.stream(held.getEnumConstants()).map(BuiltInSpecsTest::camelCase).forEach(into::add);
      }
      collectConstants(held, into);
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String camelCase(Object constant) {
    StringBuilder name = new StringBuilder();
    boolean capital = false;
    for (char c : ((Enum<?>) constant).name().toCharArray()) {
      if (c != '_') {
        name.append(capital ? c : Character.toLowerCase(c));
      }
      capital = c == '_';
    }
    return name.toString();
  }
}
