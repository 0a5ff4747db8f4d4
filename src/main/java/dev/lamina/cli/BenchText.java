package dev.lamina.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.view.Numbers;

/** Writes a measurement in a line for people. */
final class BenchText {
  private BenchText() {}

  static String of(ObjectNode line) {
    String name = line.get("workload").asText();
    if (line.has("p50_us")) {
      JsonNode bare = line.get("variants_us").get("Session.run with everything reused");
      return "%s: p50 %s µs, p99 %s µs; Session.run alone: p50 %s µs"
          .formatted(
              name,
              number(line, "p50_us"),
              number(line, "p99_us"),
              Numbers.rounded(bare.get("p50").asDouble()));
    }
    if (line.has("mlp_images_per_s")) {
      return "%s: %s images/s, %s ms per 10,000"
          .formatted(
              name,
              Numbers.count(line.get("mlp_images_per_s").asLong()),
              number(line, "mlp_ms_per_batch"));
    }
    return "%s: cold %s s (%s µs/update), warm %s s (%s µs/update), final loss %.6g%s; %s"
        .formatted(
            name,
            Numbers.fixed(line.get("train_s").asDouble(), 3),
            number(line, "us_per_step"),
            line.get("train_warm_s").isNull()
                ? "–"
                : Numbers.fixed(line.get("train_warm_s").asDouble(), 3),
            number(line, "us_per_step_warm"),
            line.get("final_loss").asDouble(),
            line.has("correct") ? ", " + line.get("correct") + "/" + line.get("of") : "",
            line.get("execution").asText());
  }

  private static String number(ObjectNode line, String name) {
    return line.get(name).isNull() ? "–" : Numbers.rounded(line.get(name).asDouble());
  }
}
