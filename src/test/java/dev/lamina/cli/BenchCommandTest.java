package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("trains")
class BenchCommandTest {

  @Test
  void aTrainingIsOneJsonLineInThePeersWords() throws JsonProcessingException {
    Cli run = Cli.run("bench", "regress500", "--json", "--epochs", "2");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).hasLineCount(1);
    JsonNode line = new ObjectMapper().readTree(run.out());
    assertThat(names(line))
        .containsExactly(
            "peer",
            "variant",
            "version",
            "workload",
            "epochs",
            "setup_s",
            "train_s",
            "train_warm_s",
            "steps",
            "us_per_step",
            "us_per_step_warm",
            "samples_per_s",
            "samples_per_s_warm",
            "final_loss",
            "accuracy",
            "execution",
            "peak_rss_mb",
            "cpus",
            "java",
            "loadavg1_at_start",
            "involuntary_switches");
    assertThat(line.get("peer").asText()).isEqualTo("lamina");
    assertThat(line.get("variant").asText()).isEqualTo("auto");
    assertThat(line.get("steps").asInt()).isEqualTo(2);
    assertThat(line.get("train_s").asDouble()).isPositive();
    assertThat(line.get("train_warm_s").asDouble()).isPositive();
    assertThat(line.get("final_loss").asDouble()).isBetween(0.3513, 0.3515);
    assertThat(line.get("accuracy").isNull()).isTrue();
  }

  @Test
  void aSingleTrainingHasNothingWarm() throws JsonProcessingException {
    Cli run = Cli.run("bench", "regress500", "--json", "--epochs=1", "--repeat=1", "--jit=off");

    JsonNode line = new ObjectMapper().readTree(run.out());
    assertThat(line.get("variant").asText()).isEqualTo("jit-off");
    assertThat(line.get("train_warm_s").isNull()).isTrue();
    assertThat(line.get("us_per_step_warm").isNull()).isTrue();
    assertThat(line.get("samples_per_s_warm").isNull()).isTrue();
  }

  @Test
  void aPredictionIsTimedByTheModelAndAsAServiceHasIt() throws JsonProcessingException {
    Cli run = Cli.run("bench", "predict1", "--json", "--calls=10");

    JsonNode line = new ObjectMapper().readTree(run.out());
    assertThat(names(line.get("variants_us")))
        .containsExactly("array in, array out", "Model.predict");
    assertThat(line.get("calls").asInt()).isEqualTo(10);
    assertThat(line.get("p50_us").asDouble()).isPositive();
  }

  @Test
  void aPredictionIsOneLineForPeople() {
    Cli run = Cli.run("bench", "predict1", "--calls=10");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .matches("predict1: p50 \\S+ µs, p99 \\S+ µs; Model\\.predict: p50 \\S+ µs\n");
  }

  @Test
  void predictionsByManyThreadsHaveTheirQuantiles() throws JsonProcessingException {
    Cli run = Cli.run("bench", "predict-threads", "--json", "--calls=10");

    JsonNode threads = new ObjectMapper().readTree(run.out()).get("threads_us");
    assertThat(names(threads)).containsExactly("1", "4", "16");
    for (JsonNode calls : threads) {
      assertThat(names(calls))
          .containsExactly("p50", "p90", "p99", "p999", "max", "mean", "calls", "calls_per_s");
      assertThat(calls.get("p50").asDouble())
          .isPositive()
          .isLessThanOrEqualTo(calls.get("max").asDouble());
    }
    assertThat(threads.get("16").get("calls").asInt()).isEqualTo(160);
  }

  @Test
  void predictionsByManyThreadsAreATableForPeople() {
    Cli run = Cli.run("bench", "predict-threads", "--calls=10");

    assertThat(run.out().lines().map(line -> line.trim().replaceAll(" .*", "")))
        .containsExactly("predict-threads,", "threads", "1", "4", "16");
  }

  @Test
  void aTrainingIsOneLineForPeople() {
    Cli run = Cli.run("bench", "regress500", "--epochs=1", "--jit=off");

    assertThat(run.out())
        .hasLineCount(1)
        .startsWith("regress500: cold ")
        .endsWith("; plain graph, 1 thread\n");
  }

  @Test
  void anInterruptedTrainingGivesNoNumbers() {
    Thread.currentThread().interrupt();
    Cli run = Cli.run("bench", "regress500", "--epochs=1000000", "--jit=off");

    assertThat(run.code()).isEqualTo(130);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("lamina: interrupted\n");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void eachOfSeveralWorkloadsIsMeasuredInAProcessOfItsOwn() throws JsonProcessingException {
    Cli run = Cli.run("bench", "regress500", "regress500", "--json", "--epochs=1", "--repeat=1");

    assertThat(run.code()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(2);
    for (String text : lines) {
      JsonNode line = new ObjectMapper().readTree(text);
      assertThat(line.get("workload").asText()).isEqualTo("regress500");
      assertThat(line.get("steps").asInt()).isEqualTo(1);
      // The time since this process began would be another.
      assertThat(line.get("setup_s").asDouble()).isPositive();
    }
  }

  @Test
  void interruptingEndsTheProcessUnderWay() {
    Thread.currentThread().interrupt();
    Cli run = Cli.run("bench", "regress500", "mnist01-gd", "--epochs=1000000");

    assertThat(run.code()).isEqualTo(130);
    assertThat(run.out()).isEmpty();
    assertThat(Thread.interrupted()).isFalse();
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    ((ObjectNode) node).properties().forEach(entry -> names.add(entry.getKey()));
    return names;
  }
}
