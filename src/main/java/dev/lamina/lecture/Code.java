package dev.lamina.lecture;

import dev.lamina.view.Resources;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of code that the lecture shows. Those in Java are the very lines that compute what is
 * shown: the sources of the lecture lie beside its classes, and mark them by {@code // code 1A} and
 * {@code // end}. Those of PyTorch stand in {@code pytorch.py}.
 */
final class Code {
  private Code() {}

  /** Lines of a class of the lecture. */
  static String java(Class<?> where, String name) {
    return lines(Resources.text(where, where.getSimpleName() + ".java"), "// code", name, "// end");
  }

  /** PyTorch's lines of the same name. */
  static String pytorch(String name) {
    return lines(Resources.text(Code.class, "pytorch.py"), "# code", name, "# end");
  }

  private static String lines(String source, String begin, String name, String end) {
    Pattern region =
        Pattern.compile(
            "(?ms)^ *%s %s\n(.*?)^ *%s$"
                .formatted(Pattern.quote(begin), Pattern.quote(name), Pattern.quote(end)));
    Matcher found = region.matcher(source);
    if (!found.find()) {
      throw new IllegalStateException("There are no lines " + name + " among the lecture's code.");
    }
    return found.group(1).stripTrailing().stripIndent();
  }
}
