package dev.lamina.lecture;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.model.Provenance;
import java.util.Locale;

/** A comparison's outcome as one JSON object, for programs. */
public final class ComparisonJson {
  private ComparisonJson() {}

  /** The object: settings and provenance, then {@code rows}, one for each way that was trained. */
  public static String of(Outcome outcome, Provenance provenance) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("command", provenance.commandLine());
    json.put("time", provenance.time().toString());
    json.put("seed", outcome.comparison().seed());
    json.put("device", outcome.comparison().device().toString());
    json.put("jit", lowerCase(outcome.comparison().jit()));
    json.set("data", data(outcome.comparison()));
    json.set("versions", versions(provenance));
    json.put("system", provenance.system());
    json.put("processors", provenance.processors());
    json.put("interrupted", outcome.interrupted());
    outcome.results().forEach(result -> json.withArray("/rows").add(row(result)));
    return json.toPrettyString();
  }

  private static ObjectNode data(Comparison comparison) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("trainExamples", comparison.train().size())
        .put("trainSha256", comparison.train().sha256())
        .put("testExamples", comparison.test().size())
        .put("testSha256", comparison.test().sha256());
  }

  private static ObjectNode versions(Provenance provenance) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("lamina", provenance.lamina())
        .put("tensorflow", provenance.tensorflow())
        .put("java", provenance.java());
  }

  private static ObjectNode row(Result result) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", result.way().name())
        .put("batch", result.batch())
        .put("epochs", result.epochs())
        .put("updates", result.history().updates())
        .put("examplesSeen", result.history().examples())
        .put("scored", lowerCase(result.way().score()))
        .put("finalLoss", result.train().loss())
        .put("trainCorrect", result.trainCorrect())
        .put("trainAccuracy", result.trainAccuracy())
        .put("testCorrect", result.testCorrect())
        .put("testAccuracy", result.testAccuracy())
        .put("seconds", result.history().seconds())
        .put("microsecondsPerUpdate", result.microsecondsPerUpdate())
        .put("batchBytes", result.batchBytes())
        .put("execution", result.history().execution().toString())
        .put("interrupted", result.history().interrupted());
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
