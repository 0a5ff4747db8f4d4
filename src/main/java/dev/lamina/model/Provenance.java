package dev.lamina.model;

import dev.lamina.engine.NativeLibrary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What made a result, beside its settings: enough to make it again.
 *
 * @param commandLine that was typed
 * @param time when the result was finished
 * @param lamina the version of Lamina, {@code development} if it was not run from its jar
 * @param tensorflow the version of TensorFlow's native library
 * @param java the version of Java
 * @param system the operating system and the kind of processor
 * @param processors how many processors there are
 */
public record Provenance(
    String commandLine,
    Instant time,
    String lamina,
    String tensorflow,
    String java,
    String system,
    int processors) {

  /** The provenance of what was just computed, so TensorFlow is loaded already. */
  public static Provenance now(String commandLine) {
    return new Provenance(
        commandLine,
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        laminaVersion(),
        NativeLibrary.load(),
        System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
  }

  /** The version of Lamina, {@code development} if it was not run from its jar. */
  public static String laminaVersion() {
    return Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
