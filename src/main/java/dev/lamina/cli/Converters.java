package dev.lamina.cli;

import dev.lamina.engine.Device;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Read options, and say what is wrong with those that cannot be read. */
final class Converters {
  private Converters() {}

  /** Reads a whole number of at least 1. */
  static final class Count implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
      try {
        int count = Integer.parseInt(text);
        if (count >= 1) {
          return count;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new TypeConversionException(
          "give a whole number from 1 to %d, not \"%s\".".formatted(Integer.MAX_VALUE, text));
    }
  }

  /** Reads a whole number. */
  static final class WholeNumber implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("give a whole number, not \"%s\".".formatted(text));
      }
    }
  }

  /** Reads a finite number above 0. */
  static final class Positive implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
      try {
        double number = Double.parseDouble(text);
        if (number > 0 && number < Double.POSITIVE_INFINITY) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new TypeConversionException("give a number above 0, not \"%s\".".formatted(text));
    }
  }

  /** Reads the name of a device. */
  static final class DeviceName implements ITypeConverter<Device> {

    @Override
    public Device convert(String text) {
      try {
        return Device.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
