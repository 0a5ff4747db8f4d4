package dev.lamina.spec;

import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Something about the values of a kind that is true or false whatever their type, such as whether a
 * layer is trainable.
 *
 * @param <T> the Java type of the kind
 * @param name in specs
 * @param normal what it is unless a spec says otherwise
 * @param get tells what it is
 * @param set gives the same value with another flag
 */
public record Flag<T>(
    String name, boolean normal, Predicate<T> get, BiFunction<T, Boolean, T> set) {}
