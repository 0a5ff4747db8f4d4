package dev.lamina.spec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A type that specs name: {@code {"type": "Dense", "units": 32}} is read as a copy of the prototype
 * with the options that are given.
 *
 * @param <T> the Java type of its values
 * @param name the type's name in specs
 * @param prototype a value with the default of every option
 * @param required the options that have no default
 * @param fixed whether there is no option and the prototype is the only value
 * @param aliases first words of options in other libraries, with those that they have here
 */
public record Type<T>(
    String name, T prototype, List<String> required, boolean fixed, Map<String, String> aliases) {

  public Type {
    required = List.copyOf(required);
    aliases = Map.copyOf(aliases);
    if (!fixed && !(prototype instanceof Record)) {
      throw new IllegalArgumentException(
          "The options of a type are the components of a record, but the prototype of %s is %s; make it a record or give the value a name by Type.named."
              .formatted(name, prototype));
    }
  }

  /**
   * The type of a record, called by the simple name of its class.
   *
   * @param prototype has the default of every option
   * @param required the options that have no default, by their names in specs
   */
  public static <T> Type<T> of(T prototype, String... required) {
    return of(prototype.getClass().getSimpleName(), prototype, required);
  }

  /** As {@link #of(Object, String...)}, with another name. */
  public static <T> Type<T> of(String name, T prototype, String... required) {
    return of(name, prototype, List.of(required));
  }

  /** As {@link #of(String, Object, String...)}. */
  public static <T> Type<T> of(String name, T prototype, List<String> required) {
    return new Type<>(name, prototype, required, false, Map.of());
  }

  /** A name for one value. */
  public static <T> Type<T> named(String name, T value) {
    return new Type<>(name, value, List.of(), true, Map.of());
  }

  /** The types that are constants of a class. */
  static Stream<Type<?>> declaredIn(Class<?> declaring) {
    return Arrays.stream(declaring.getDeclaredFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Type.class)
        .map(Type::constant);
  }

  private static Type<?> constant(Field field) {
    try {
      field.trySetAccessible();
      return (Type<?>) Objects.requireNonNull(field.get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(field + " cannot be read.", e);
    }
  }

  /**
   * The same type, some of whose options have another first word in other libraries: {@code
   * alias("pointwise", "kernel")} makes Keras' {@code pointwise_initializer} the {@code
   * kernelInitializer}.
   */
  public Type<T> alias(String elsewhere, String here) {
    return new Type<>(name, prototype, required, fixed, Map.of(elsewhere, here));
  }

  /** The name of an option that Keras calls so, such as {@code kernel_size}. */
  public String optionOf(String keras) {
    int end = keras.indexOf('_');
    String first = end < 0 ? keras : keras.substring(0, end);
    boolean known = options().contains(Names.camelCase(keras));
    return Names.camelCase(
        known ? keras : aliases.getOrDefault(first, first) + keras.substring(first.length()));
  }

  /** What Keras calls an option: the inverse of {@link #optionOf}. */
  public String keras(String option) {
    String keras = Names.snakeCase(option);
    for (Map.Entry<String, String> alias : aliases.entrySet()) {
      String ofWeight = "^%s(?=_(initializer|regularizer|constraint)$)".formatted(alias.getValue());
      keras = keras.replaceFirst(ofWeight, alias.getKey());
    }
    return keras;
  }

  /** The names of the options, in the order of the record's components. */
  public List<String> options() {
    return fixed ? List.of() : Options.names(prototype.getClass());
  }

  /** Whether the value is of this type. */
  boolean fits(Object value) {
    return fixed ? value.equals(prototype) : value.getClass() == prototype.getClass();
  }
}
