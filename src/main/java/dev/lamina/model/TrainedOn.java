package dev.lamina.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.data.Feed;
import dev.lamina.io.Checksum;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which data a model was last trained on and validated with: their sizes and checksums. */
final class TrainedOn {
  private static final String CLASSES = "classes";

  private final @Nullable Feed feed;
  private final Optional<Feed> validation;
  private @Nullable JsonNode read;

  private TrainedOn(@Nullable Feed feed, Optional<Feed> validation, @Nullable JsonNode read) {
    this.feed = feed;
    this.validation = validation;
    this.read = read;
  }

  /** Data at hand, which are read when their checksums are first asked for. */
  static TrainedOn data(Feed feed, Optional<Feed> validation) {
    return new TrainedOn(feed, validation, null);
  }

  /** Data of which this was written; of nothing, an empty object. */
  static TrainedOn written(JsonNode node) {
    return new TrainedOn(null, Optional.empty(), node);
  }

  /** No data. */
  static TrainedOn nothing() {
    return written(JsonNodeFactory.instance.objectNode());
  }

  /** Sizes and checksums. */
  synchronized JsonNode node() {
    if (read == null) {
      read = node(true);
    }
    return read;
  }

  /** The names of the classes, if they have any. */
  synchronized List<String> classes() {
    if (feed instanceof Batches batches) {
      return batches.dataset().classes();
    }
    List<String> names = new ArrayList<>();
    if (read != null) {
      read.path(CLASSES).forEach(name -> names.add(name.asText()));
    }
    return names;
  }

  /** As {@link #node}, without checksums if the data cannot be read any more. */
  synchronized JsonNode nodeIfReadable() {
    try {
      return node();
    } catch (RuntimeException e) {
      // A trained model is worth more than the checksum of what it was trained on.
      return node(false);
    }
  }

  private JsonNode node(boolean checksums) {
    ObjectNode node = feed == null ? JsonNodeFactory.instance.objectNode() : node(feed, checksums);
    if (feed instanceof Batches batches) {
      node.put("batchSize", batches.batchSize()).put("lastBatch", batches.remainder());
      if (!classes().isEmpty()) {
        ArrayNode names = node.putArray(CLASSES);
        classes().forEach(names::add);
      }
    }
    validation.ifPresent(data -> node.set("validation", node(data, checksums)));
    return node;
  }

  private static ObjectNode node(Feed feed, boolean checksums) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (!(feed instanceof Batches batches)) {
      node.put("examples", feed.toString());
      return node.put("inputs", feed.inputs().toString()).put("targets", feed.targets().toString());
    }
    Dataset data = batches.dataset();
    node.put("examples", data.toString());
    if (checksums) {
      node.put("sha256", data.fingerprint()).put("order", order(data));
    }
    return node;
  }

  /** A checksum of the first epochs' orders, in which shuffles differ. */
  private static String order(Dataset data) {
    if (!data.reshuffles()) {
      return "always the same";
    }
    MessageDigest digest = Checksum.begin("SHA-256");
    for (int epoch = 0; epoch < 2; epoch++) {
      int[] rows = data.order(epoch);
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * Math.min(rows.length, 1 << 16));
      for (int row : rows) {
        if (!bytes.hasRemaining()) {
          digest.update(bytes.flip());
          bytes.clear();
        }
        bytes.putInt(row);
      }
      digest.update(bytes.flip());
    }
    return Checksum.hex(digest);
  }
}
