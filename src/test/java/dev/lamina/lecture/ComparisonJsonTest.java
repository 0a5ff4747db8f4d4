package dev.lamina.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.model.Provenance;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ComparisonJsonTest {
  private static final Provenance PROVENANCE =
      new Provenance(
          "lamina compare --json",
          Instant.parse("2025-01-02T03:04:05Z"),
          "0.1.0",
          "2.21.0",
          "17.0.15",
          "Linux amd64",
          2);

  @Test
  void isOneObject() throws JsonProcessingException {
    Comparison comparison = ComparisonResults.comparison();
    ComparisonResult result =
        new ComparisonResult(comparison, ComparisonResults.whole().rows().subList(0, 1));

    assertThat(
            new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(result.json(PROVENANCE)))
        .isEqualTo(
            """
            {
              "command" : "lamina compare --json",
              "time" : "2025-01-02T03:04:05Z",
              "seed" : 1,
              "device" : "/CPU:0",
              "jit" : "auto",
              "data" : {
                "trainExamples" : 12665,
                "trainSha256" : "%s",
                "testExamples" : 2115,
                "testSha256" : "%s"
              },
              "versions" : {
                "lamina" : "0.1.0",
                "tensorflow" : "2.21.0",
                "java" : "17.0.15"
              },
              "system" : "Linux amd64",
              "processors" : 2,
              "interrupted" : true,
              "rows" : [ {
                "name" : "gradient descent",
                "batch" : 12665,
                "epochs" : 700,
                "updates" : 700,
                "examplesSeen" : 8865500,
                "shuffled" : false,
                "scored" : "last forward pass",
                "finalLoss" : 0.474594921,
                "trainCorrect" : 12606,
                "trainAccuracy" : 0.9953414923016186,
                "runningCorrect" : 12606,
                "runningAccuracy" : 0.9953414923016186,
                "testCorrect" : 2113,
                "testAccuracy" : 0.9990543735224586,
                "seconds" : 8.03,
                "microsecondsPerUpdate" : 11471.42857142857,
                "batchBytes" : 39768100,
                "execution" : "XLA, 1 thread",
                "interrupted" : false
              } ]
            }"""
                .formatted(comparison.train().sha256(), comparison.test().sha256()));
  }
}
