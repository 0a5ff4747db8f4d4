package dev.lamina.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of one record in a spec: its components, and those of the flattened records in it.
 *
 * @param specs know what the options hold
 * @param place of the record in the spec
 */
record Options(Specs specs, Place place) {

  /** The names of all options, in order. */
  static List<String> names(Class<?> record) {
    return names(record, "").toList();
  }

  private static Stream<String> names(Class<?> record, String prefix) {
    return Arrays.stream(record.getRecordComponents())
        .flatMap(
            component ->
                isFlattened(component)
                    ? names(component.getType(), prefixWithin(component, prefix))
                    : Stream.of(Names.joined(prefix, component.getName())));
  }

  private static boolean isFlattened(RecordComponent component) {
    return component.getType().isAnnotationPresent(Flattened.class);
  }

  private static String prefixWithin(RecordComponent component, String prefix) {
    return component.getType().getAnnotation(Flattened.class).prefixed()
        ? Names.joined(prefix, component.getName())
        : prefix;
  }

  /** A copy of the record with the options that are given. */
  Record read(Record defaults, ObjectNode given) {
    return read(defaults, given, "");
  }

  private Record read(Record defaults, ObjectNode given, String prefix) {
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    @Nullable Object[] held = new @Nullable Object[components.length];
    for (int i = 0; i < held.length; i++) {
      RecordComponent component = components[i];
      SameAs same = component.getAnnotation(SameAs.class);
      Object normal =
          same == null ? Records.get(defaults, component) : held[index(components, same)];
      held[i] =
          isFlattened(component)
              ? read(record(normal), given, prefixWithin(component, prefix))
              : value(component, Names.joined(prefix, component.getName()), given, normal);
    }
    return Records.create(defaults.getClass(), held, place);
  }

  private @Nullable Object value(
      RecordComponent component, String name, ObjectNode given, @Nullable Object normal) {
    JsonNode json = given.get(name);
    return json == null || (json.isNull() && normal == null)
        ? normal
        : codec(component).read(json, place.option(name));
  }

  private Codec codec(RecordComponent component) {
    return Codec.of(specs, component.getGenericType());
  }

  private static int index(RecordComponent[] components, SameAs same) {
    return Arrays.stream(components).map(RecordComponent::getName).toList().indexOf(same.value());
  }

  /** Writes the options that are required or differ from the defaults. */
  void write(Record written, Record defaults, List<String> required, ObjectNode into) {
    write(written, defaults, required, into, "");
  }

  private void write(
      Record written, Record defaults, List<String> required, ObjectNode into, String prefix) {
    RecordComponent[] components = written.getClass().getRecordComponents();
    for (RecordComponent component : components) {
      SameAs same = component.getAnnotation(SameAs.class);
      Object value = Records.get(written, component);
      Object normal =
          same == null
              ? Records.get(defaults, component)
              : Records.get(written, components[index(components, same)]);
      String name = Names.joined(prefix, component.getName());
      if (isFlattened(component)) {
        String within = prefixWithin(component, prefix);
        write(record(value), record(normal), required, into, within);
      } else if (required.contains(name) || !Objects.deepEquals(value, normal)) {
        Place option = place.option(name);
        into.set(
            name, value == null ? NullNode.getInstance() : codec(component).write(value, option));
      }
    }
  }

  private static Record record(@Nullable Object value) {
    return (Record) Objects.requireNonNull(value, "flattened records are never null");
  }
}
