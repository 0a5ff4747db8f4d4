package dev.lamina.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The types of one kind, such as all layers. A value: {@link #with} gives a larger one.
 *
 * <p>In specs a value is an object with a {@code type} and options. A text is a type all of whose
 * options have their defaults.
 *
 * @param <T> the Java type of the kind
 */
public final class Types<T> {
  private static final String TYPE = "type";

  private final String kind;
  private final Class<T> base;
  private final Map<String, Type<? extends T>> typesByName;
  private final List<Common<T, ?>> commons;
  private final @Nullable Type<? extends T> ofNumbers;

  private Types(
      String kind,
      Class<T> base,
      Map<String, Type<? extends T>> typesByName,
      List<Common<T, ?>> commons,
      @Nullable Type<? extends T> ofNumbers) {
    this.kind = kind;
    this.base = base;
    this.typesByName = typesByName;
    this.commons = List.copyOf(commons);
    this.ofNumbers = ofNumbers;
  }

  /**
   * A kind of things.
   *
   * @param kind its name in messages, such as {@code layer}
   * @param base the interface of its values
   * @param types in the order in which they are asked whether a value is theirs
   */
  @SafeVarargs
  public static <T> Types<T> of(String kind, Class<T> base, Type<? extends T>... types) {
    Types<T> all = new Types<>(kind, base, new LinkedHashMap<>(), List.of(), null);
    for (Type<? extends T> type : types) {
      all = all.with(type);
    }
    return all;
  }

  /**
   * The types that families of values declare: the constants of class {@link Type} in the given
   * classes and in those nested in them. Named values come first, so that they are asked first
   * whether a value is theirs, and the others in the order of their names.
   *
   * @param kind its name in messages, such as {@code layer}
   * @param base the interface of its values
   * @param families where to look; constants for values of other kinds are passed over
   */
  public static <T> Types<T> declaredIn(String kind, Class<T> base, Class<?>... families) {
    List<Type<? extends T>> types = new ArrayList<>();
    for (Class<?> family : families) {
      Stream.concat(Stream.of(family), Arrays.stream(family.getDeclaredClasses()))
          .flatMap(Type::declaredIn)
          .filter(type -> base.isInstance(type.prototype()))
          .forEach(type -> types.add(ofKind(type)));
    }
    types.sort(Comparator.comparing((Type<?> type) -> !type.fixed()).thenComparing(Type::name));
    Types<T> all = of(kind, base);
    for (Type<? extends T> type : types) {
      all = all.with(type);
    }
    return all;
  }

  @SuppressWarnings("unchecked") // Its prototype is of the kind.
  private static <T> Type<? extends T> ofKind(Type<?> type) {
    return (Type<? extends T>) type;
  }

  /**
   * The same types and another.
   *
   * @throws IllegalArgumentException if there is one of that name
   */
  public Types<T> with(Type<? extends T> type) {
    Map<String, Type<? extends T>> more = new LinkedHashMap<>(typesByName);
    if (more.putIfAbsent(type.name(), type) != null) {
      throw new IllegalArgumentException(
          "There is a %s \"%s\" already; give the new one another name."
              .formatted(kind, type.name()));
    }
    return new Types<>(kind, base, more, commons, ofNumbers);
  }

  /** The same types, whose values have more options in common. */
  public Types<T> with(Common<T, ?> common) {
    List<Common<T, ?>> more = new ArrayList<>(commons);
    more.add(common);
    return new Types<>(kind, base, typesByName, more, ofNumbers);
  }

  /**
   * The same types and one whose values are plain numbers in specs.
   *
   * @param type has one option, which is required and a number
   */
  public Types<T> withNumbers(Type<? extends T> type) {
    Types<T> more = with(type);
    return new Types<>(kind, base, more.typesByName, commons, type);
  }

  /** The interface of the kind's values. */
  public Class<T> base() {
    return base;
  }

  /** Every type, in order. */
  public List<Type<? extends T>> all() {
    return List.copyOf(typesByName.values());
  }

  T read(Specs specs, JsonNode json, Place place) {
    if (json.isTextual()) {
      return read(specs, named(json.asText(), place), emptyObject(), place);
    }
    if (json.isNumber() && ofNumbers != null) {
      ObjectNode options = emptyObject();
      options.set(ofNumbers.required().get(0), json);
      return read(specs, ofNumbers, options, place);
    }
    if (!(json instanceof ObjectNode object) || !json.path(TYPE).isTextual()) {
      throw place.needs("a %s with its \"type\"".formatted(kind), json);
    }
    ObjectNode options = object.deepCopy();
    options.remove(TYPE);
    return read(specs, named(json.path(TYPE).asText(), place), options, place);
  }

  private Type<? extends T> named(String name, Place place) {
    Type<? extends T> type = typesByName.get(name);
    if (type == null) {
      String nearest = Nearest.of(name, typesByName.keySet());
      throw place.wrong(
          "there is no %s \"%s\"; did you mean \"%s\"?".formatted(kind, name, nearest));
    }
    return type;
  }

  private <U extends T> T read(Specs specs, Type<U> type, ObjectNode given, Place place) {
    List<String> names = commons.stream().flatMap(Common::names).toList();
    T value = specs.read(type, given, names, place);
    try {
      for (Common<T, ?> common : commons) {
        value = common.read(new Options(specs, place), given, value);
      }
      return value;
    } catch (SpecException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw place.wrong(e);
    }
  }

  JsonNode write(Specs specs, T value, Place place) {
    ObjectNode inCommon = emptyObject();
    T bare = value;
    for (Common<T, ?> common : commons) {
      bare = common.write(new Options(specs, place), bare, inCommon);
    }
    Type<? extends T> type = of(bare, place);
    ObjectNode json = emptyObject().put(TYPE, type.name());
    specs.write(type, bare, json, place);
    return type.equals(ofNumbers) && inCommon.isEmpty()
        ? json.get(type.required().get(0))
        : json.setAll(inCommon);
  }

  private Type<? extends T> of(T value, Place place) {
    return typesByName.values().stream()
        .filter(type -> type.fits(value))
        .findFirst()
        .orElseThrow(
            () ->
                place.wrong(
                    "%s is no %s that specs know; add its type by Specs.with."
                        .formatted(name(value), kind)));
  }

  private static String name(Object value) {
    return value.getClass().isHidden() || value.getClass().isAnonymousClass()
        ? "a lambda or an anonymous class, which has no name and no options to write (make it a record),"
        : value.getClass().getSimpleName();
  }

  private static ObjectNode emptyObject() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Options that the values of a kind have whatever their type, such as whether a layer is
   * trainable. They stand in specs beside the options of the type.
   *
   * @param <T> the Java type of the kind
   * @param <R> holds the options
   * @param normal the default of every option
   * @param get gives the options of a value
   * @param with gives the same value with other options
   */
  public record Common<T, R extends Record>(
      R normal, Function<T, R> get, BiFunction<T, R, T> with) {

    /** The names of the options. */
    Stream<String> names() {
      return Options.names(normal.getClass()).stream();
    }

    /** The value with those of the options that are given. */
    T read(Options options, ObjectNode given, T value) {
      @SuppressWarnings("unchecked") // A copy is of the same class.
      R read = (R) options.read(normal, given);
      return read.equals(normal) ? value : with.apply(value, read);
    }

    /** Writes the options that differ from their defaults, and gives the value without them. */
    T write(Options options, T value, ObjectNode into) {
      R own = get.apply(value);
      options.write(own, normal, List.of(), into);
      return own.equals(normal) ? value : with.apply(value, normal);
    }
  }
}
