package dev.lamina.bench;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;
import static dev.lamina.text.Numbers.count;
import static dev.lamina.text.Numbers.fixed;
import static dev.lamina.text.Numbers.rounded;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lamina.model.Evaluation;
import dev.lamina.model.History;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a workload; as JSON it is the line that the peers' benchmarks give.
 *
 * @param peer this library
 * @param variant how XLA was chosen
 * @param version of this library
 * @param workload the name that the peers have for it
 * @param values what came out
 * @param machine what it was measured on
 */
public record Measurement(
    String peer,
    String variant,
    String version,
    String workload,
    @JsonUnwrapped Values values,
    @JsonUnwrapped Machine machine) {

  /** The measurement for people, in a line or a table. */
  public String text() {
    return workload + values.text();
  }

  /** What comes out of a workload of one kind. */
  interface Values {

    /** The values for people, to stand behind the workload's name. */
    String text();
  }

  /**
   * Trainings from the same start, in seconds, and in microseconds a step.
   *
   * @param setup from the start of the process to that of the first training
   * @param cold the first training
   * @param warm the fastest of the others, if there are any
   * @param correct examples, where there is an accuracy
   * @param of how many examples
   */
  record Training(
      int epochs,
      @JsonProperty("setup_s") double setup,
      @JsonProperty("train_s") double cold,
      @JsonProperty("train_warm_s") @Nullable Double warm,
      int steps,
      @JsonProperty("us_per_step") double perStep,
      @JsonProperty("us_per_step_warm") @Nullable Double perStepWarm,
      @JsonProperty("samples_per_s") double samples,
      @JsonProperty("samples_per_s_warm") @Nullable Double samplesWarm,
      @JsonProperty("final_loss") double finalLoss,
      @Nullable Double accuracy,
      @JsonInclude(NON_NULL) @Nullable Long correct,
      @JsonInclude(NON_NULL) @Nullable Long of,
      String execution)
      implements Values {

    /**
     * Trainings that all had the same history, but for their seconds.
     *
     * @param score their loss and their accuracy, if they have one
     */
    static Training of(
        int epochs, double setup, List<Double> seconds, History history, Evaluation score) {
      double cold = seconds.get(0);
      Double warm =
          seconds.size() == 1 ? null : Collections.min(seconds.subList(1, seconds.size()));
      Double accuracy = score.metrics().values().stream().findFirst().orElse(null);
      return new Training(
          epochs,
          setup,
          cold,
          warm,
          history.updates(),
          cold / history.updates() * 1e6,
          warm == null ? null : (Double) (warm / history.updates() * 1e6),
          history.examples() / cold,
          warm == null ? null : (Double) (history.examples() / warm),
          score.loss(),
          accuracy,
          accuracy == null ? null : (Long) Math.round(accuracy * score.examples()),
          accuracy == null ? null : (Long) score.examples(),
          history.execution().toString());
    }

    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          ": cold %s s (%s µs/update), warm %s s (%s µs/update), final loss %.6g%s; %s",
          fixed(cold, 3),
          rounded(perStep),
          warm == null ? "–" : fixed(warm, 3),
          perStepWarm == null ? "–" : rounded(perStepWarm),
          finalLoss,
          correct == null ? "" : ", " + correct + "/" + of,
          execution);
    }
  }

  /**
   * Single predictions, each timed.
   *
   * @param p50 the median of an array in and an array out of a predictor, in microseconds
   * @param p99 what 99 of 100 of these do not exceed
   * @param variants these and another way to predict
   */
  record SinglePredictions(
      @JsonProperty("setup_s") double setup,
      @JsonProperty("p50_us") double p50,
      @JsonProperty("p99_us") double p99,
      int calls,
      @JsonProperty("variants_us") Variants variants)
      implements Values {

    /** The ways to predict. */
    record Variants(
        @JsonProperty("array in, array out") Latency predictor,
        @JsonProperty("Model.predict") Latency model) {}

    @Override
    public String text() {
      return ": p50 %s µs, p99 %s µs; Model.predict: p50 %s µs"
          .formatted(rounded(p50), rounded(p99), rounded(variants.model().p50()));
    }
  }

  /** Predictions by threads that call without pause, by the number of threads. */
  record ThreadedPredictions(
      @JsonProperty("setup_s") double setup,
      @JsonProperty("threads_us") Map<Integer, Latency.OfThreads> threads)
      implements Values {

    @Override
    public String text() {
      Table table =
          Table.of(
              Column.right("threads"),
              Column.right("p50"),
              Column.right("p90"),
              Column.right("p99"),
              Column.right("p99.9"),
              Column.right("max"),
              Column.right("calls/s"));
      for (Map.Entry<Integer, Latency.OfThreads> entry : threads.entrySet()) {
        Latency latency = entry.getValue().latency();
        table =
            table.row(
                entry.getKey().toString(),
                rounded(latency.p50()),
                rounded(latency.p90()),
                rounded(latency.p99()),
                rounded(latency.p999()),
                rounded(latency.max()),
                count((long) entry.getValue().callsPerSecond()));
      }
      return ", in µs\n" + table.toString().stripTrailing();
    }
  }

  /** Predictions of 10,000 images at once by two networks. */
  record ManyPredictions(
      @JsonProperty("setup_s") double setup,
      @JsonProperty("mlp_images_per_s") double mlpImages,
      @JsonProperty("mlp_ms_per_batch") double mlpMilliseconds,
      @JsonProperty("cnn_images_per_s") double cnnImages,
      @JsonProperty("cnn_ms_per_batch") double cnnMilliseconds)
      implements Values {

    @Override
    public String text() {
      return ": mlp %s images/s, %s ms per 10,000; cnn %s images/s, %s ms per 10,000"
          .formatted(
              count((long) mlpImages),
              rounded(mlpMilliseconds),
              count((long) cnnImages),
              rounded(cnnMilliseconds));
    }
  }

  /**
   * The machine: whether it was quiet, and what the process took of it.
   *
   * @param peakMegabytes the most memory that the process had; Linux alone tells
   * @param loadAtStart how many processes had run at once in the last minute
   * @param involuntarySwitches how often others took the processor; Linux alone tells
   */
  record Machine(
      @JsonProperty("peak_rss_mb") @Nullable Long peakMegabytes,
      int cpus,
      String java,
      @JsonProperty("loadavg1_at_start") double loadAtStart,
      @JsonProperty("involuntary_switches") @Nullable Long involuntarySwitches) {
    private static final Path STATUS = Path.of("/proc/self/status");

    static Machine now(double loadAtStart) {
      Long kilobytes = status("VmHWM");
      return new Machine(
          kilobytes == null ? null : (Long) (kilobytes / 1024),
          Runtime.getRuntime().availableProcessors(),
          System.getProperty("java.version"),
          loadAtStart,
          status("nonvoluntary_ctxt_switches"));
    }

    private static @Nullable Long status(String key) {
      try {
        Matcher matcher =
            Pattern.compile("(?m)^" + key + ":\\s+(\\d+)").matcher(Files.readString(STATUS));
        return matcher.find() ? Long.valueOf(matcher.group(1)) : null;
      } catch (IOException e) {
        return null;
      }
    }
  }
}
