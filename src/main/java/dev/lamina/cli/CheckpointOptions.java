package dev.lamina.cli;

import dev.lamina.model.Checkpoints;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where and when a training is saved, and whether it goes on from there. */
final class CheckpointOptions {

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      required = true,
      description =
          "Save the training in this folder while it goes on, and when it ends: done, stopped, or"
              + " interrupted by Ctrl-C or SIGTERM.")
  private Path folder = Path.of("");

  @Option(
      names = "--every-epochs",
      paramLabel = "N",
      defaultValue = "1",
      converter = Converters.Count.class,
      description = "Save after every N epochs. Default: ${DEFAULT-VALUE}")
  private int everyEpochs;

  @Option(
      names = "--every-minutes",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "Save also within epochs, every N minutes; parts of a minute are allowed.")
  private @Nullable Double everyMinutes;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "1",
      converter = Converters.Count.class,
      description = "How many of the newest checkpoints stay. Default: ${DEFAULT-VALUE}")
  private int keep;

  @Option(
      names = "--keep-best",
      paramLabel = "VALUE",
      defaultValue = "",
      description =
          "Keep also the epoch that is best by this value, such as loss or val_loss, in DIR/best.")
  private String best = "";

  @Option(
      names = "--resume",
      description =
          "Go on from the newest checkpoint in DIR, if there is one, as if the training had never"
              + " ended; --epochs counts from its beginning.")
  private boolean resume;

  /** Where and when a training is saved. */
  Checkpoints checkpoints() {
    Checkpoints every = Checkpoints.in(folder).everyEpochs(everyEpochs).keepLast(keep);
    Checkpoints timed = everyMinutes == null ? every : every.everyMinutes(everyMinutes);
    Checkpoints kept = best.isEmpty() ? timed : timed.keepBest(best);
    return resume ? kept.resume() : kept;
  }
}
