package dev.lamina.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Folders that are yet to be made. */
public final class Folders {
  private Folders() {}

  /** The place, or the nearest one above it that is there. */
  public static Path nearestThere(Path place) {
    Path there = place.toAbsolutePath();
    while (!Files.exists(there)) {
      there = Objects.requireNonNull(there.getParent());
    }
    return there;
  }
}
