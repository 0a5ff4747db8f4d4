package dev.lamina.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A run of the command line within the test's own process.
 *
 * @param code the exit code
 * @param out what came on standard output
 * @param err what came on standard error, TensorFlow's and the progress apart
 */
record Cli(int code, String out, String err) {

  static Cli run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Cli(code, out.toString(), err.toString());
  }
}
