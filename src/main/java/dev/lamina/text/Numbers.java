package dev.lamina.text;

import java.util.List;
import java.util.Locale;

/** Numbers written for the eye, the same in every locale. */
public final class Numbers {
  private static final List<String> BYTE_UNITS = List.of("B", "kB", "MB", "GB", "TB");

  private Numbers() {}

  /** A count with thousands separators: {@code 12,665}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A number with so many digits behind the point, and thousands separators. */
  public static String fixed(double number, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", number);
  }

  /** A number of microseconds, seconds and the like: more digits the smaller it is. */
  public static String rounded(double number) {
    return fixed(number, number < 10 ? 2 : number < 100 ? 1 : 0);
  }

  /** A size in units of a thousand: {@code 39.8 MB}. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double size = bytes;
    int unit = 0;
    while (size >= 999.95 && unit < BYTE_UNITS.size() - 1) {
      size /= 1000;
      unit++;
    }
    return fixed(size, 1) + " " + BYTE_UNITS.get(unit);
  }
}
