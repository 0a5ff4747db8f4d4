package dev.lamina.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns immutable records into JSON and back, by the kinds of things that it knows. A value: {@link
 * #with} gives one that knows more.
 *
 * <p>Only options that differ from their defaults are written, and reading what was written gives
 * an equal value.
 */
public final class Specs {
  private final Map<Class<?>, Types<?>> kinds;
  private final boolean complete;

  private Specs(Map<Class<?>, Types<?>> kinds, boolean complete) {
    this.kinds = Map.copyOf(kinds);
    this.complete = complete;
  }

  /** What reads and writes things of the given kinds, which may hold one another. */
  public static Specs of(Types<?>... kinds) {
    Specs specs = new Specs(Map.of(), false);
    for (Types<?> kind : kinds) {
      specs = specs.with(kind);
    }
    return specs;
  }

  /** The same kinds and another, in place of the one for the same interface if there is one. */
  public Specs with(Types<?> kind) {
    Map<Class<?>, Types<?>> more = new LinkedHashMap<>(kinds);
    more.put(kind.base(), kind);
    return new Specs(more, complete);
  }

  /** The same kinds, written with all options, also those that have their defaults. */
  public Specs complete() {
    return new Specs(kinds, true);
  }

  /** Whether options that have their defaults are written as well. */
  boolean isComplete() {
    return complete;
  }

  /**
   * The same kinds with one more type, such as a layer of a user's own.
   *
   * @throws IllegalArgumentException if the kind is not known or has a type of that name
   */
  public <T> Specs with(Class<T> kind, Type<? extends T> type) {
    return with(types(kind).with(type));
  }

  /**
   * The types of a kind.
   *
   * @throws IllegalArgumentException if the kind is not known
   */
  @SuppressWarnings("unchecked") // Each kind is kept under its own interface.
  public <T> Types<T> types(Class<T> kind) {
    Types<?> types = kinds.get(kind);
    if (types == null) {
      throw new IllegalArgumentException(
          "These specs know nothing of kind %s; add it by Specs.with."
              .formatted(kind.getSimpleName()));
    }
    return (Types<T>) types;
  }

  /**
   * What reads and writes things of a kind, or of a part of a kind such as the recurrent layers.
   */
  Codec codec(Class<?> needed) {
    if (kinds.containsKey(needed)) {
      return codec(types(needed), needed);
    }
    Optional<Class<?>> kind =
        kinds.keySet().stream().filter(base -> base.isAssignableFrom(needed)).findFirst();
    Optional<Type<?>> own = Type.declaredIn(needed).findFirst();
    return kind.isEmpty() && own.isPresent()
        ? part(own.get())
        : codec(types(kind.orElse(needed)), needed);
  }

  /** What reads and writes a record that is of no kind but declares its options itself. */
  private Codec part(Type<?> type) {
    return new Codec(
        (json, place) -> {
          if (!(json instanceof ObjectNode options)) {
            throw place.needs("an object {…}", json);
          }
          return read(type, options, List.of(), place);
        },
        (value, place) -> {
          ObjectNode json = JsonNodeFactory.instance.objectNode();
          write(type, value, json, place);
          return json;
        });
  }

  private <T> Codec codec(Types<T> types, Class<?> needed) {
    return new Codec(
        (json, place) -> {
          T value = types.read(this, json, place);
          if (!needed.isInstance(value)) {
            throw place.needs("a " + needed.getSimpleName(), json);
          }
          return value;
        },
        (value, place) -> types.write(this, types.base().cast(value), place));
  }

  /**
   * Reads one thing.
   *
   * @throws SpecException if it cannot be read
   */
  public <T> T read(Class<T> kind, JsonNode json) {
    return types(kind).read(this, json, Place.WHOLE);
  }

  /**
   * Writes one thing.
   *
   * @throws SpecException if these specs do not know its type or that of something in it
   */
  public <T> JsonNode write(Class<T> kind, T value) {
    return types(kind).write(this, value, Place.WHOLE);
  }

  /**
   * Reads a document: an object with the type's options.
   *
   * @throws SpecException if it cannot be read
   */
  public <T extends Record> T readDocument(Type<T> type, String text) {
    return readDocument(List.of(type), text);
  }

  /**
   * Reads a document: an object with the options of one of some types, the one of whose required
   * options it lacks the fewest.
   *
   * @throws SpecException if it cannot be read
   */
  public <T extends Record> T readDocument(List<Type<T>> types, String text) {
    JsonNode json = Json.parse(text);
    if (!(json instanceof ObjectNode options)) {
      throw Place.WHOLE.needs("a JSON object {…}", json);
    }
    Type<T> type =
        types.stream()
            .min(
                Comparator.comparing(
                    each -> each.required().stream().filter(name -> !options.has(name)).count()))
            .orElseThrow();
    return read(type, options, List.of(), Place.WHOLE);
  }

  /**
   * Writes a document.
   *
   * @throws SpecException if these specs do not know the type of something in it
   */
  public <T extends Record> String writeDocument(Type<T> type, T value) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    write(type, value, json, Place.WHOLE);
    return Json.text(json);
  }

  /**
   * The prototype with the given options.
   *
   * @param common names of other options that may be given
   */
  <T> T read(Type<T> type, ObjectNode given, List<String> common, Place place) {
    check(type, given, common, place);
    if (type.fixed()) {
      return type.prototype();
    }
    @SuppressWarnings("unchecked") // A copy is of the prototype's class.
    T value = (T) new Options(this, place).read((Record) type.prototype(), given);
    return value;
  }

  private static void check(Type<?> type, ObjectNode given, List<String> common, Place place) {
    List<String> known = new ArrayList<>(type.options());
    known.addAll(common);
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw place.wrong(unknown(type, name, known));
              }
            });
    for (String name : type.required()) {
      if (!given.has(name)) {
        throw place.wrong("%s needs the option \"%s\".".formatted(type.name(), name));
      }
    }
  }

  private static String unknown(Type<?> type, String name, List<String> known) {
    String wrong = "there is no option \"%s\" of %s".formatted(name, type.name());
    return known.isEmpty()
        ? wrong + ", which has none."
        : wrong
            + "; did you mean \"%s\"? Its options are %s."
                .formatted(Nearest.of(name, known), String.join(", ", known));
  }

  void write(Type<?> type, Object value, ObjectNode into, Place place) {
    if (!type.fixed()) {
      Record defaults = (Record) type.prototype();
      new Options(this, place).write((Record) value, defaults, type.required(), into);
    }
  }
}
