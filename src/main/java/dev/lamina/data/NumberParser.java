package dev.lamina.data;

/**
 * Reads decimal numbers out of characters: the exact double of up to 15 digits by one
 * multiplication or division (Clinger 1990), as long as a power of ten is exact; Java's way
 * otherwise.
 */
final class NumberParser {
  private static final double[] POWERS = new double[23];
  private static final int DIGITS = 15;

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private NumberParser() {}

  /** The number that is written, such as {@code -1.5e3}; NaN if it is none that is finite. */
  static double parse(char[] text, int from, int to) {
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (negative || (at < to && text[at] == '+')) {
      at++;
    }
    long digits = 0;
    int count = 0;
    int point = -1;
    int start = at;
    for (; at < to; at++) {
      char c = text[at];
      if (c >= '0' && c <= '9') {
        digits = count < DIGITS ? 10 * digits + (c - '0') : digits;
        count += count > 0 || c != '0' ? 1 : 0;
      } else if (c == '.' && point < 0) {
        point = at;
      } else {
        break;
      }
    }
    if (at - start == (point < 0 ? 0 : 1)) {
      return Double.NaN;
    }
    int decimals = point < 0 ? 0 : at - point - 1;
    if (at < to || count > DIGITS || decimals >= POWERS.length) {
      return slowly(text, from, to, at);
    }
    double number = digits / POWERS[decimals];
    return negative ? -number : number;
  }

  /** With an exponent at a place, or with many digits. */
  private static double slowly(char[] text, int from, int to, int at) {
    if (at < to) {
      int digit = at + 1;
      if (digit < to && (text[digit] == '-' || text[digit] == '+')) {
        digit++;
      }
      boolean exponent = (text[at] == 'e' || text[at] == 'E') && digit < to;
      for (; exponent && digit < to; digit++) {
        exponent = text[digit] >= '0' && text[digit] <= '9';
      }
      if (!exponent) {
        return Double.NaN;
      }
    }
    double number = Double.parseDouble(new String(text, from, to - from));
    return Double.isInfinite(number) ? Double.NaN : number;
  }
}
