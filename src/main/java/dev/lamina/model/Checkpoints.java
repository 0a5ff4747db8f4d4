package dev.lamina.model;

import dev.lamina.io.FileException;
import dev.lamina.io.LockFile;
import dev.lamina.model.Monitor.Mode;
import dev.lamina.persist.Checkpoint;
import dev.lamina.persist.ForeignFile;
import dev.lamina.spec.Specs;
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
 * Where a fit saves checkpoints, how often, and which of them stay.
 *
 * <pre>{@code
 * model.fit(batches, epochs(10).checkpoint(Checkpoints.in(folder).keepLast(3).resume()));
 * }</pre>
 *
 * <p>Started again after it was killed, such a program goes on from the newest checkpoint, and ends
 * with the same weights and the same history, to the bit, as if it had not been killed.
 *
 * <p>The folder gets a folder for each checkpoint: {@code epoch-0004} after the fourth epoch,
 * {@code epoch-0004-update-000123} after 123 updates of the fifth, {@code best} with the best epoch
 * so far. {@link Model#load} takes each of them, and for the folder itself the newest. A checkpoint
 * holds the training under way: what happens when a fit ends, such as early stopping's return to
 * the best weights, comes after the last one.
 *
 * @param folder made if it is not there; a training has one for itself
 * @param everyEpochs after how many epochs of the fit to save, at least 1
 * @param everyMinutes after how many minutes since the last checkpoint to save also within an
 *     epoch, with the chunk of updates under way; infinite for never
 * @param keepLast how many of the newest ones stay, at least 1
 * @param best the name of the value, such as {@code val_loss}, whose best epoch stays as well;
 *     empty for none
 * @param mode whether that value is to become small or large
 * @param resumes whether a fit goes on from the newest checkpoint, if there is one
 * @param specs know every type in the model, such as layers of a user's own
 */
public record Checkpoints(
    Path folder,
    int everyEpochs,
    double everyMinutes,
    int keepLast,
    String best,
    Mode mode,
    boolean resumes,
    Specs specs) {
  private static final Pattern NAME = Pattern.compile("epoch-(\\d{4,9})(?:-update-(\\d{6,9}))?");

  public Checkpoints {
    require(everyEpochs >= 1, "everyEpochs of at least 1", everyEpochs);
    require(everyMinutes > 0, "everyMinutes above 0", everyMinutes);
    require(keepLast >= 1, "keepLast of at least 1", keepLast);
  }

  private static void require(boolean good, String wanted, Number given) {
    if (!good) {
      throw new IllegalArgumentException(
          "Checkpoints need %s, but got %s.".formatted(wanted, given));
    }
  }

  /** After every epoch and when the fit ends, however it does; the newest stays. */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(
        folder, 1, Double.POSITIVE_INFINITY, 1, "", Mode.AUTO, false, TrainingSpec.specs());
  }

  /** The same after every so many epochs of the fit. */
  public Checkpoints everyEpochs(int epochs) {
    return new Checkpoints(folder, epochs, everyMinutes, keepLast, best, mode, resumes, specs);
  }

  /** The same, and also within epochs, when so many minutes have passed since the last one. */
  public Checkpoints everyMinutes(double minutes) {
    return new Checkpoints(folder, everyEpochs, minutes, keepLast, best, mode, resumes, specs);
  }

  /** The same, and so many of the newest stay. */
  public Checkpoints keepLast(int count) {
    return new Checkpoints(folder, everyEpochs, everyMinutes, count, best, mode, resumes, specs);
  }

  /** The same, and the epoch with the best value stays as well, whatever is newest. */
  public Checkpoints keepBest(String monitor) {
    return keepBest(monitor, Mode.AUTO);
  }

  /** As {@link #keepBest(String)}, for a value whose metric does not say what is good. */
  public Checkpoints keepBest(String monitor, Mode goodIf) {
    return new Checkpoints(
        folder, everyEpochs, everyMinutes, keepLast, monitor, goodIf, resumes, specs);
  }

  /**
   * The same, and a fit goes on from the newest checkpoint in the folder; it begins if there is
   * none.
   *
   * <p>The model becomes what was saved, and the fit's epochs count from its first beginning: of
   * 10, 6 are left after 4, none after 10. A fit that a callback stopped for good stays stopped.
   * The network, its settings, the data, the validation data and the kinds of callbacks must be
   * those that were saved; the number of epochs, the options of callbacks and these checkpoints may
   * change.
   */
  public Checkpoints resume() {
    return new Checkpoints(folder, everyEpochs, everyMinutes, keepLast, best, mode, true, specs);
  }

  /** The same for a model with types of a user's own. */
  public Checkpoints specs(Specs known) {
    return new Checkpoints(folder, everyEpochs, everyMinutes, keepLast, best, mode, resumes, known);
  }

  /**
   * The folder of the newest checkpoint, if there is one.
   *
   * @throws dev.lamina.io.FileException if the folder cannot be read, or is a checkpoint itself
   */
  public Optional<Path> newest() {
    checkIsNoCheckpoint();
    return newestIn(folder);
  }

  private void checkIsNoCheckpoint() {
    if (Checkpoint.isIn(folder)) {
      throw new FileException(
          "%s is a checkpoint itself, not a folder of checkpoints; give the folder that it is in, or another one for a new fit."
              .formatted(folder));
    }
  }

  /**
   * Takes the folder for one training, which nobody else may do until this is closed or the process
   * ends.
   *
   * @throws FileException if another training has it, which the message names, or it cannot be
   *     written
   */
  public LockFile lock() {
    Checkpoint.checkPlace(folder);
    checkIsNoCheckpoint();
    return LockFile.takeFolder(folder);
  }

  /**
   * What a fit goes on from; nothing if it begins.
   *
   * @param setup of the fit
   * @throws FileException if there is a checkpoint from which it cannot or is not to go on
   */
  Optional<ModelCheckpoint> goesOnFrom(FitSetup setup) {
    Optional<ModelCheckpoint> saved = newest().map(checkpoint -> goesOnFrom(checkpoint, setup));
    if (saved.isPresent()) {
      // A training that was killed while it did that has left one too many.
      deleteOld();
    }
    return saved;
  }

  private static ModelCheckpoint read(Path checkpoint) {
    try {
      return ModelCheckpoint.read(checkpoint, () -> Checkpoint.read(checkpoint));
    } catch (FileException e) {
      throw new FileException(
          "%s Without the folder %s the fit goes on from the checkpoint before it, or begins."
              .formatted(e.getMessage(), checkpoint),
          e);
    }
  }

  private ModelCheckpoint goesOnFrom(Path checkpoint, FitSetup setup) {
    if (!resumes) {
      throw new FileException(
          "There are checkpoints in %s, the newest is %s; resume from it, or take another folder."
              .formatted(folder, checkpoint.getFileName()));
    }
    ModelCheckpoint saved = read(checkpoint);
    saved.setup().check(checkpoint, setup);
    if (saved.fit().isEmpty()) {
      throw new FileException(
          "%s was saved between two fits, so there is none to go on with; load it and begin a new fit, or take another folder."
              .formatted(checkpoint));
    }
    return saved;
  }

  /**
   * Reads the checkpoint that a model is loaded from. A training may go on beside this, and delete
   * what was the newest one a moment ago.
   *
   * @param given a checkpoint, or a folder of which the newest one is meant
   */
  static Checkpoint chosen(Path given) {
    if (Files.isRegularFile(given)) {
      throw ForeignFile.refusal(given, "no checkpoint; give a folder that a model was saved to.");
    }
    while (true) {
      Path chosen = choose(given);
      try {
        return Checkpoint.read(chosen);
      } catch (FileException e) {
        if (choose(given).equals(chosen)) {
          throw e;
        }
      }
    }
  }

  private static Path choose(Path given) {
    return Checkpoint.isIn(given) ? given : newestIn(given).orElse(given);
  }

  /** The place of a checkpoint. */
  Path place(int epochs, int updates) {
    String name = String.format(Locale.ROOT, "epoch-%04d", epochs);
    String within = updates == 0 ? "" : String.format(Locale.ROOT, "-update-%06d", updates);
    return folder.resolve(name + within);
  }

  /** The place of the best checkpoint. */
  Path bestPlace() {
    return folder.resolve("best");
  }

  /** The newest whole checkpoint. */
  private static Optional<Path> newestIn(Path folder) {
    List<CheckpointFolder> whole = wholeIn(folder);
    return whole.isEmpty() ? Optional.empty() : Optional.of(whole.get(whole.size() - 1).folder());
  }

  /** Deletes what is older than the last few whole ones, which stay. */
  void deleteOld() {
    List<CheckpointFolder> whole = wholeIn(folder);
    if (whole.size() > keepLast) {
      CheckpointFolder oldest = whole.get(whole.size() - keepLast);
      placesIn(folder).stream()
          .filter(place -> CheckpointFolder.BY_AGE.compare(place, oldest) < 0)
          .forEach(place -> Checkpoint.delete(place.folder()));
    }
  }

  private static List<CheckpointFolder> wholeIn(Path folder) {
    List<CheckpointFolder> places = placesIn(folder);
    List<CheckpointFolder> whole =
        places.stream().filter(place -> Checkpoint.isIn(place.folder())).toList();
    // A training deletes the old ones after it has saved a new one, which is listed then.
    return whole.isEmpty() && !placesIn(folder).equals(places) ? wholeIn(folder) : whole;
  }

  /** All places, also those of checkpoints that were never finished, the oldest first. */
  private static List<CheckpointFolder> placesIn(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.flatMap(CheckpointFolder::of).sorted(CheckpointFolder.BY_AGE).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | UncheckedIOException e) {
      throw new FileException(
          "The folder of checkpoints %s cannot be read (%s); check its permissions."
              .formatted(folder, e),
          e);
    }
  }

  private record CheckpointFolder(Path folder, int epochs, int updates) {
    static final Comparator<CheckpointFolder> BY_AGE =
        Comparator.comparingInt(CheckpointFolder::epochs)
            .thenComparingInt(CheckpointFolder::updates);

    static Stream<CheckpointFolder> of(Path folder) {
      Matcher name = NAME.matcher(folder.getFileName().toString());
      return name.matches()
          ? Stream.of(new CheckpointFolder(folder, number(name.group(1)), number(name.group(2))))
          : Stream.empty();
    }

    private static int number(@Nullable String digits) {
      return digits == null ? 0 : Integer.parseInt(digits);
    }
  }
}
