package dev.lamina.cli;

import dev.lamina.data.Dataset;
import dev.lamina.io.FileException;
import dev.lamina.io.Folders;
import dev.lamina.model.Checkpoints;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.model.tensorboard.TensorBoard;
import dev.lamina.persist.Checkpoint;
import dev.lamina.view.live.Dashboard;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The groups among the options of {@code lamina train}. */
final class TrainOptions {
  private TrainOptions() {}

  /** The option that says where the model is saved when the training ends. */
  static final class Saving {

    @Option(
        names = "--save",
        paramLabel = "DIR",
        description = "Save the model there when the training ends.")
    private @Nullable Path save;

    /**
     * Finds out whether the model can be saved.
     *
     * @throws FileException if not
     */
    void check() {
      if (save != null) {
        Checkpoint.checkPlace(save);
      }
    }

    /** Saves the model, if it is to be saved. */
    void keep(Model model) {
      if (save != null) {
        try {
          model.save(save);
        } catch (FileException e) {
          throw keptElsewhere(model, e);
        }
      }
    }

    /** Says where the model is, if it was saved. */
    void print(PrintWriter out) {
      if (save != null) {
        out.println("saved: " + save);
      }
    }

    /** Saves a model to the first folder that takes it: that which was asked for, or another. */
    FileException keptElsewhere(Model model, FileException reason) {
      Path name = Path.of("lamina-kept-" + ProcessHandle.current().pid());
      List<Path> places = new ArrayList<>();
      if (save != null) {
        places.add(save);
        places.add(
            Folders.nearestThere(Objects.requireNonNull(save.toAbsolutePath().getParent()))
                .resolve(name));
      }
      places.add(name);
      places.add(Path.of(System.getProperty("java.io.tmpdir")).resolve(name));
      for (Path place : places) {
        try {
          model.save(place);
          return new FileException(
              "%s What was learned is in %s.".formatted(reason.getMessage(), place), reason);
        } catch (FileException e) {
          reason.addSuppressed(e);
        }
      }
      return reason;
    }
  }

  /** The options that say where and when a training is saved, and whether it goes on from there. */
  static final class Checkpointing {

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

  /** The options that let people watch a training. */
  static final class Watching {
    private static final String USUAL_PORT = "7007";
    private static final Shape MNIST = Shape.of(28, 28);

    @Option(
        names = "--tensorboard",
        paramLabel = "DIR",
        description =
            "Write the training there for TensorBoard: the loss of every update, the values of every"
                + " epoch, histograms of the weights, the graph and some of the examples.")
    private @Nullable Path tensorBoard;

    @Option(
        names = "--live",
        paramLabel = "PORT",
        arity = "0..1",
        fallbackValue = USUAL_PORT,
        preprocessor = NumberOrUsual.class,
        description =
            "Show the training as it runs on a page for this machine's browsers, at"
                + " http://127.0.0.1:PORT/; 0 takes any port that is free. Default: ${FALLBACK-VALUE}")
    private @Nullable Integer live;

    /** Takes the word behind the option only if it is a number: it may be the spec. */
    static final class NumberOrUsual implements IParameterPreprocessor {

      @Override
      public boolean preprocess(
          Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        boolean attached = !" ".equals(info.get("separator"));
        if (!attached && (words.isEmpty() || !words.peek().matches("\\d+"))) {
          words.push(USUAL_PORT);
        }
        return false;
      }
    }

    /**
     * Finds out whether what is to be written can be.
     *
     * @throws dev.lamina.io.FileException if not
     */
    void check() {
      if (tensorBoard != null) {
        Folders.check("The folder %s for TensorBoard".formatted(tensorBoard), tensorBoard);
      }
    }

    /** Opens the page, if there is to be one, and says where it is. */
    @Nullable Dashboard dashboard(PrintWriter err) {
      if (live == null) {
        return null;
      }
      Dashboard page = Dashboard.open(live);
      err.println("live: " + page.address());
      return page;
    }

    /**
     * The same fit, watched as the options say.
     *
     * @param examples to train on
     * @param page as opened
     */
    Fit apply(Fit fit, Dataset examples, @Nullable Dashboard page) {
      Fit shown = page == null ? fit : fit.callback(page);
      return tensorBoard == null ? shown : shown.callback(tensorBoard(tensorBoard, examples));
    }

    private static TensorBoard tensorBoard(Path folder, Dataset examples) {
      TensorBoard all = TensorBoard.in(folder).updates(true).histograms(true);
      return examples.xShape().size() == MNIST.size() ? all.images(examples.reshape(MNIST)) : all;
    }
  }
}
