package dev.lamina.cli;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.jline.utils.Signals;

/**
 * Lets a signal such as Ctrl-C end a command cleanly: the first one interrupts the command's
 * thread, which keeps what was learned, writes what was asked for and ends; the second one ends the
 * process at once. Java's own way, a hook, would have the rest run while the process shuts down,
 * when libraries refuse to.
 */
final class Interruption {
  private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);
  private static final int KILLED_BY = 128;
  private static final long AGAIN_NANOS = 100_000_000;

  private final Thread command;
  private volatile int code;

  private Interruption(Thread command) {
    this.command = command;
  }

  /** Watches over the thread of a command from now on. */
  static Interruption of(Thread command) {
    Interruption interruption = new Interruption(command);
    SIGNALS.forEach(
        (name, number) -> Signals.register(name, () -> interruption.signalled(KILLED_BY + number)));
    return interruption;
  }

  /** The exit code by which a shell knows the signal, if there was one. */
  OptionalInt code() {
    return code == 0 ? OptionalInt.empty() : OptionalInt.of(code);
  }

  /** Comes on a thread of Java's for each signal. */
  private void signalled(int signal) {
    if (code != 0) {
      Runtime.getRuntime().halt(signal);
    }
    code = signal;
    System.err.println("lamina: ends when what is under way is written; once more ends it at once");
    // Again and again, for a fit takes note of it and ends, but what it was a part of may go on.
    while (command.isAlive()) {
      command.interrupt();
      LockSupport.parkNanos(AGAIN_NANOS);
    }
  }
}
