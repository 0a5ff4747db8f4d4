package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compare --batch 0 | --batch",
        "compare --batch -1 | -1",
        "compare --epochs none | none",
        "compare --device tpu | A device is auto, cpu, gpu, /CPU:0 or /GPU:0, but got \"tpu\".",
        "compare --jit maybe | maybe",
        "compare --sede 1 | --sede",
        "bench mnist99 | There is no workload \"mnist99\"",
        "frobnicate | frobnicate"
      })
  void badUsageIsSaidAndExitsWith2(String arguments, String said) {
    assertThat(run(arguments.trim().split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).startsWith("lamina: ").contains(said.trim()).contains("--help");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aMissingDataFolderIsSaidInOneLineAndExitsWith1(@TempDir Path folder) {
    assertThat(run("compare", "--data", folder.resolve("nowhere").toString())).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("lamina: ").contains("nowhere");
  }

  @Test
  void aGpuThatIsNotThereIsSaidAndExitsWith1() {
    assertThat(run("compare", "--device", "gpu:9")).isEqualTo(1);
    assertThat(err.toString())
        .contains("There is no /GPU:9: TensorFlow found [/CPU:0")
        .contains("CUDA");
  }

  @Test
  void theComparisonIsOneJsonObjectOnRequest() throws IOException {
    assertThat(run("compare", "--json", "--epochs", "1")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.findValuesAsText("updates")).containsExactly("1", "7", "12665");
    assertThat(json.findValue("seed").asInt()).isEqualTo(1);
  }

  @Test
  void aWorkloadIsOneJsonLineInThePeersWords() throws IOException {
    assertThat(run("bench", "regress500", "--json", "--epochs", "3")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("peer").asText()).isEqualTo("lamina");
    assertThat(json.get("steps").asInt()).isEqualTo(3);
    assertThat(json.get("train_warm_s").isNumber()).isTrue();
    assertThat(json.get("accuracy").isNull()).isTrue();
  }
}
