package dev.lamina.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Options that the values of a kind have whatever their type, such as whether a layer is trainable.
 * They stand in specs beside the options of the type.
 *
 * @param <T> the Java type of the kind
 * @param <R> holds the options
 * @param normal the default of every option
 * @param get gives the options of a value
 * @param with gives the same value with other options
 */
public record Common<T, R extends Record>(R normal, Function<T, R> get, BiFunction<T, R, T> with) {

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
