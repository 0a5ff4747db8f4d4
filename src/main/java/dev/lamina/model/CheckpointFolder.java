package dev.lamina.model;

import dev.lamina.io.FileException;
import dev.lamina.persist.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of a training's checkpoints.
 *
 * @param folder that has a folder for each of them
 */
record CheckpointFolder(Path folder) {
  private static final Pattern NAME = Pattern.compile("epoch-(\\d{4,9})(?:-update-(\\d{6,9}))?");

  /**
   * The folder that a model is loaded from.
   *
   * @param given a checkpoint, or a folder of which the newest one is meant
   */
  static Path chosen(Path given) {
    return Checkpoint.isIn(given) ? given : new CheckpointFolder(given).newest().orElse(given);
  }

  /** The place of a checkpoint. */
  Path place(int epochs, int updates) {
    String name = String.format(Locale.ROOT, "epoch-%04d", epochs);
    String within = updates == 0 ? "" : String.format(Locale.ROOT, "-update-%06d", updates);
    return folder.resolve(name + within);
  }

  /** The place of the best checkpoint. */
  Path best() {
    return folder.resolve("best");
  }

  /** The newest whole checkpoint. */
  Optional<Path> newest() {
    List<Place> whole = whole();
    return whole.isEmpty() ? Optional.empty() : Optional.of(whole.get(whole.size() - 1).folder());
  }

  /** Deletes what is older than the last few whole ones. */
  void keepLast(int count) {
    List<Place> whole = whole();
    if (whole.size() > count) {
      Place oldest = whole.get(whole.size() - count);
      places().stream()
          .filter(place -> Place.BY_AGE.compare(place, oldest) < 0)
          .forEach(place -> Checkpoint.delete(place.folder()));
    }
  }

  private List<Place> whole() {
    return places().stream().filter(place -> Checkpoint.isIn(place.folder())).toList();
  }

  /** All places, also those of checkpoints that were never finished, the oldest first. */
  private List<Place> places() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.flatMap(Place::of).sorted(Place.BY_AGE).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | UncheckedIOException e) {
      throw new FileException(
          "The folder of checkpoints %s cannot be read (%s); check its permissions."
              .formatted(folder, e),
          e);
    }
  }

  private record Place(Path folder, int epochs, int updates) {
    static final Comparator<Place> BY_AGE =
        Comparator.comparingInt(Place::epochs).thenComparingInt(Place::updates);

    static Stream<Place> of(Path folder) {
      Matcher name = NAME.matcher(folder.getFileName().toString());
      return name.matches()
          ? Stream.of(new Place(folder, number(name.group(1)), number(name.group(2))))
          : Stream.empty();
    }

    private static int number(@Nullable String digits) {
      return digits == null ? 0 : Integer.parseInt(digits);
    }
  }
}
