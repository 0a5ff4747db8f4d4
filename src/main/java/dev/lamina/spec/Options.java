package dev.lamina.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of one record in a spec: its components, and those of the flattened records in it,
 * read and copied by reflection.
 *
 * @param specs know what the options hold
 * @param place of the record in the spec
 * @param prefix of the options' names, if the record is a flattened one
 */
record Options(Specs specs, Place place, String prefix) {

  /** Java makes these anew whenever a class is asked, which took most of the time of a reading. */
  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> record) {
          return record.getRecordComponents();
        }
      };

  /** The options of a record that is not flattened. */
  Options(Specs specs, Place place) {
    this(specs, place, "");
  }

  /** The names of all options, in order. */
  static List<String> names(Class<?> record) {
    return names(record, "").toList();
  }

  private static Stream<String> names(Class<?> record, String prefix) {
    return Arrays.stream(COMPONENTS.get(record))
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

  private Options within(RecordComponent component) {
    return new Options(specs, place, prefixWithin(component, prefix));
  }

  /** A copy of the record with the options that are given. */
  Record read(Record defaults, ObjectNode given) {
    RecordComponent[] components = COMPONENTS.get(defaults.getClass());
    @Nullable Object[] held = new @Nullable Object[components.length];
    for (int i = 0; i < held.length; i++) {
      RecordComponent component = components[i];
      SameAs same = component.getAnnotation(SameAs.class);
      Object normal = same == null ? get(defaults, component) : held[index(components, same)];
      held[i] =
          isFlattened(component)
              ? within(component).read(record(normal), given)
              : value(component, given, normal);
    }
    return create(defaults.getClass(), held, place);
  }

  private @Nullable Object value(
      RecordComponent component, ObjectNode given, @Nullable Object normal) {
    String name = Names.joined(prefix, component.getName());
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
    RecordComponent[] components = COMPONENTS.get(written.getClass());
    for (RecordComponent component : components) {
      SameAs same = component.getAnnotation(SameAs.class);
      Object value = get(written, component);
      Object normal =
          same == null
              ? get(defaults, component)
              : get(written, components[index(components, same)]);
      String name = Names.joined(prefix, component.getName());
      if (isFlattened(component)) {
        within(component).write(record(value), record(normal), required, into);
      } else if (specs.isComplete()
          || required.contains(name)
          || !Objects.deepEquals(value, normal)) {
        into.set(
            name,
            value == null
                ? NullNode.getInstance()
                : codec(component).write(value, place.option(name)));
      }
    }
  }

  private static Record record(@Nullable Object value) {
    return (Record) Objects.requireNonNull(value, "flattened records are never null");
  }

  /** The value of a component. */
  static @Nullable Object get(Record record, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.trySetAccessible();
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw closed(record.getClass(), e);
    }
  }

  /**
   * A record of the class.
   *
   * @throws SpecException with the place if the record refuses the values
   */
  static Record create(Class<?> type, @Nullable Object[] values, Place place) {
    Class<?>[] parameters =
        Arrays.stream(COMPONENTS.get(type)).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.trySetAccessible();
      return (Record) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw place.wrong(refused);
      }
      throw new IllegalStateException(type.getName() + " cannot be made.", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw closed(type, e);
    }
  }

  private static IllegalStateException closed(Class<?> type, ReflectiveOperationException e) {
    return new IllegalStateException(
        "Specs cannot look into %s; make the record and its package open to them."
            .formatted(type.getName()),
        e);
  }
}
