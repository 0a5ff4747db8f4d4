package dev.lamina.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;

/** Where files and folders are, or are yet to be made. */
public final class Folders {
  private Folders() {}

  /**
   * What a link leads to, so that it stays a link when that is replaced; else the place itself.
   *
   * @throws FileException if it leads nowhere
   */
  public static Path behindLinks(Path place) {
    if (!Files.isSymbolicLink(place)) {
      return place;
    }
    Path target = place;
    try {
      target = Files.readSymbolicLink(place);
      return place.toRealPath();
    } catch (IOException e) {
      throw new FileException(
          "%s is a link to what is not there (%s); make that, or take another name."
              .formatted(place, target),
          e);
    }
  }

  /** The place, or the nearest one above it that is there, be it a link that leads nowhere. */
  public static Path nearestThere(Path place) {
    Path there = place.toAbsolutePath();
    while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = Objects.requireNonNull(there.getParent());
    }
    return there;
  }
}
