package dev.lamina.cli;

import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Readers of options, which say what is wrong with those that cannot be read. */
final class Converters {
  private Converters() {}

  /** Reads what the library reads, and says what it says. */
  static <T> T read(String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static <T> T number(
      String text, Function<String, T> reader, Predicate<T> allowed, String wanted) {
    try {
      T number = reader.apply(text);
      if (allowed.test(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new TypeConversionException("give %s, not \"%s\".".formatted(wanted, text));
  }

  /** Reads a whole number of at least 1. */
  static final class Count implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
      return number(
          text, Integer::valueOf, n -> n >= 1, "a whole number from 1 to " + Integer.MAX_VALUE);
    }
  }

  /** Reads a whole number. */
  static final class WholeNumber implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
      return number(text, Long::valueOf, n -> true, "a whole number");
    }
  }

  /** Reads a finite number above 0. */
  static final class Positive implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
      return number(text, Double::valueOf, n -> n > 0 && !n.isInfinite(), "a number above 0");
    }
  }
}
