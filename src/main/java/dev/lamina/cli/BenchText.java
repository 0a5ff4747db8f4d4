package dev.lamina.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.text.Numbers;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.util.Map;

/** Writes a measurement in a line for people. */
final class BenchText {
  private BenchText() {}

  static String of(ObjectNode line) {
    String name = line.get("workload").asText();
    if (line.has("p50_us")) {
      JsonNode variants = line.get("variants_us");
      return "%s: p50 %s µs, p99 %s µs; Model.predict: p50 %s µs; Session.run alone: p50 %s µs"
          .formatted(
              name,
              number(line, "p50_us"),
              number(line, "p99_us"),
              number(variants.get("Model.predict"), "p50"),
              number(variants.get("Session.run with everything reused"), "p50"));
    }
    if (line.has("mlp_images_per_s")) {
      return "%s: mlp %s images/s, %s ms per 10,000; cnn %s images/s, %s ms per 10,000"
          .formatted(
              name,
              Numbers.count(line.get("mlp_images_per_s").asLong()),
              number(line, "mlp_ms_per_batch"),
              Numbers.count(line.get("cnn_images_per_s").asLong()),
              number(line, "cnn_ms_per_batch"));
    }
    if (line.has("threads_us")) {
      return name + ", in µs\n" + threads(line.get("threads_us")).toString().stripTrailing();
    }
    if (line.has("scale")) {
      return "%s, one epoch on MNIST; matrix products reach %s GFLOP/s\n%s"
          .formatted(
              name, number(line, "sgemm_gflops"), scale(line.get("scale")).toString().strip());
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

  private static Table threads(JsonNode byThreads) {
    Table table =
        Table.of(
            Column.right("threads"),
            Column.right("p50"),
            Column.right("p90"),
            Column.right("p99"),
            Column.right("p99.9"),
            Column.right("max"),
            Column.right("calls/s"));
    for (Map.Entry<String, JsonNode> entry : byThreads.properties()) {
      JsonNode calls = entry.getValue();
      table =
          table.row(
              entry.getKey(),
              number(calls, "p50"),
              number(calls, "p90"),
              number(calls, "p99"),
              number(calls, "p999"),
              number(calls, "max"),
              Numbers.count(calls.get("calls_per_s").asLong()));
    }
    return table;
  }

  private static Table scale(JsonNode rows) {
    Table table =
        Table.of(
            Column.left("grows"),
            Column.right("examples"),
            Column.right("units"),
            Column.right("batch"),
            Column.right("ms"),
            Column.right("times the\nrow before"),
            Column.right("times\nthe work"),
            Column.right("share of\nproducts"),
            Column.left("execution"));
    JsonNode before = rows.get(0);
    for (JsonNode row : rows) {
      boolean same = !row.equals(before) && before.get("grows").equals(row.get("grows"));
      table =
          table.row(
              row.get("grows").asText(),
              Numbers.count(row.get("examples").asLong()),
              Numbers.count(row.get("units").asLong()),
              Numbers.count(row.get("batch").asLong()),
              number(row, "epoch_ms"),
              same ? ratio(row, before, "epoch_ms") : "",
              same ? ratio(row, before, "products_ms") : "",
              Numbers.fixed(row.get("products_share").asDouble(), 2),
              row.get("execution").asText());
      before = row;
    }
    return table;
  }

  private static String ratio(JsonNode row, JsonNode before, String name) {
    return Numbers.fixed(row.get(name).asDouble() / before.get(name).asDouble(), 2);
  }

  private static String number(JsonNode line, String name) {
    return line.get(name).isNull() ? "–" : Numbers.rounded(line.get(name).asDouble());
  }
}
